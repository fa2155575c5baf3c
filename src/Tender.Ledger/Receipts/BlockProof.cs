namespace Tender.Ledger.Receipts;

/// <summary>A block by its whole header.</summary>
public sealed record BlockProof
{
    /// <summary>Height.</summary>
    public required ulong Number { get; init; }

    /// <summary>Hash that the chain knows it by, 32 bytes.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>RLP of the header with everything in extraData (QBFT: round and seals too).</summary>
    public required byte[] HeaderRlp { get; init; }
}
