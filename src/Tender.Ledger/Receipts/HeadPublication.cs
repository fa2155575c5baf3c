namespace Tender.Ledger.Receipts;

/// <summary>Where else a head was published; a later step (Ledger 12).</summary>
public sealed record HeadPublication
{
    /// <summary>Kind of publication.</summary>
    public required string Type { get; init; }

    /// <summary>What was published: <c>head</c>.</summary>
    public required string Over { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What leads to it.</summary>
    public required string Data { get; init; }
}
