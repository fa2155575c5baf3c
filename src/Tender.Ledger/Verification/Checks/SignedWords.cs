using Tender.Sealing;

namespace Tender.Ledger.Verification;

/// <summary>What the bidder and the vault signed, once their signatures hold.</summary>
internal sealed record SignedWords
{
    /// <summary>The vault's acknowledgement.</summary>
    internal required VaultReceipt Ack { get; init; }

    /// <summary>The bidder's statement; null in the public form.</summary>
    internal SubmissionStatement? Statement { get; init; }

    /// <summary>Organisation code that signed the statement.</summary>
    internal string? OrgCode { get; init; }

    /// <summary>Name of that organisation.</summary>
    internal string? OrgName { get; init; }
}
