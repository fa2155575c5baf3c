namespace Tender.Ledger.Receipts;

/// <summary>That the head of a window stands in the AnchorLog at a block (Ledger 6, "chain").</summary>
public sealed record AnchorProof
{
    /// <summary>Id of the chain.</summary>
    public required ulong ChainId { get; init; }

    /// <summary>Hash of block 0.</summary>
    public required byte[] GenesisHash { get; init; }

    /// <summary>Address of the AnchorLog, 20 bytes.</summary>
    public required byte[] AnchorLog { get; init; }

    /// <summary>Keccak-256 of its code.</summary>
    public required byte[] CodeHash { get; init; }

    /// <summary>Transaction that anchored the window: a place to look, proven by nothing here.</summary>
    public required byte[] TxHash { get; init; }

    /// <summary>The block at which the proof was taken: that of the transaction or a later one.</summary>
    public required BlockProof Block { get; init; }

    /// <summary>How the block is vouched for.</summary>
    public required ChainSeal Seal { get; init; }

    /// <summary>Trie nodes from the state root to the account.</summary>
    public required IReadOnlyList<byte[]> AccountProof { get; init; }

    /// <summary>Storage key of <c>heads[window]</c>.</summary>
    public required byte[] StorageKey { get; init; }

    /// <summary>Trie nodes from the account's storage root to the head.</summary>
    public required IReadOnlyList<byte[]> StorageProof { get; init; }
}
