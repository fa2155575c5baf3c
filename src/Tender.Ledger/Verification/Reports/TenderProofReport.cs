using Tender.Ledger.Proofs;

namespace Tender.Ledger.Verification;

/// <summary>What a tender proof shows.</summary>
public sealed record TenderProofReport
{
    /// <summary>Checks 6 to 9 and what they amount to.</summary>
    public required VerificationReport Report { get; init; }

    /// <summary>What the chain says of the tender; null unless the proof holds.</summary>
    public ProvenTender? Tender { get; init; }

    /// <summary>Time of the proof's block, seconds since 1970 UTC; null unless the proof holds.</summary>
    public ulong? BlockTime { get; init; }

    /// <summary>Height of the proof's block; null unless the proof holds.</summary>
    public ulong? BlockNumber { get; init; }
}
