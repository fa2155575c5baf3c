namespace Tender.Ledger.Receipts;

/// <summary>How the block is vouched for. QBFT's seals are in the header itself.</summary>
public sealed record ChainSeal
{
    /// <summary>Kind of seal.</summary>
    public required SealType Type { get; init; }
}
