namespace Tender.Sealing;

/// <summary>What a status service says of a certificate.</summary>
public enum StatusOutcome
{
    /// <summary>Not revoked at the asked instant.</summary>
    Good,

    /// <summary>Revoked at or before the asked instant.</summary>
    Revoked,

    /// <summary>The issuer's service does not know the certificate (RFC 6960 2.2), though a chain leads to the issuer: a sign of a forged one.</summary>
    Unknown,

    /// <summary>No answer that counts: unreadable, of another certificate, too old, signed by somebody else.</summary>
    Unusable,
}

/// <summary>An answer that was checked, and how long it may be kept.</summary>
/// <param name="Outcome">What it says.</param>
/// <param name="ValidUntil">End of its own validity, UTC; null when it names none.</param>
/// <param name="Problem">For the log, English; empty when it is usable.</param>
public sealed record StatusAnswer(StatusOutcome Outcome, DateTimeOffset? ValidUntil, string Problem = "")
{
    internal static StatusAnswer Unusable(string problem) => new(StatusOutcome.Unusable, null, problem);
}
