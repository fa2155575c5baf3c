namespace Tender.Ledger.Verification;

/// <summary>Which RFC 3161 tokens count.</summary>
public sealed record TrustedTimeStamps
{
    /// <summary>Whether a receipt without a token is incomplete.</summary>
    public required bool Required { get; init; }

    /// <summary>Seconds that a token may be later than the end of its window.</summary>
    public required int ToleranceSeconds { get; init; }

    /// <summary>Accepted policies as dotted object identifiers; empty: any.</summary>
    public required IReadOnlyList<string> Policies { get; init; }

    /// <summary>Root certificates of the time-stamp authorities, PEM.</summary>
    public required IReadOnlyList<string> Roots { get; init; }
}
