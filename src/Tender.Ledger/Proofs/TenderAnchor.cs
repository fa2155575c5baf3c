using Tender.Ledger.Receipts;

namespace Tender.Ledger.Proofs;

/// <summary>That the head and the packed slot of a tender stand in the TenderChain at a block.</summary>
public sealed record TenderAnchor
{
    /// <summary>Id of the chain.</summary>
    public required ulong ChainId { get; init; }

    /// <summary>Hash of block 0.</summary>
    public required byte[] GenesisHash { get; init; }

    /// <summary>Address of the TenderChain, 20 bytes.</summary>
    public required byte[] TenderChain { get; init; }

    /// <summary>Keccak-256 of its code.</summary>
    public required byte[] CodeHash { get; init; }

    /// <summary>The block.</summary>
    public required BlockProof Block { get; init; }

    /// <summary>How the block is vouched for.</summary>
    public required ChainSeal Seal { get; init; }

    /// <summary>Trie nodes from the state root to the account.</summary>
    public required IReadOnlyList<byte[]> AccountProof { get; init; }

    /// <summary>Trie nodes to the head of the tender's facts.</summary>
    public required IReadOnlyList<byte[]> HeadProof { get; init; }

    /// <summary>Trie nodes to the packed slot.</summary>
    public required IReadOnlyList<byte[]> SlotProof { get; init; }
}
