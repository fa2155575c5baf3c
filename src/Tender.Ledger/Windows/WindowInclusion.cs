using Tender.Sealing;

namespace Tender.Ledger.Windows;

/// <summary>Where a leaf lies in its window, and the path to the root (Ledger 6, "inclusion").</summary>
public sealed record WindowInclusion
{
    /// <summary>Number of the window.</summary>
    public required ulong Window { get; init; }

    /// <summary>Slot, 0 .. 4,095: secret order, so it tells nothing about time or count.</summary>
    public required int Slot { get; init; }

    /// <summary>Exactly 12 sibling hashes of 32 bytes, leaf side first.</summary>
    public required IReadOnlyList<byte[]> Path { get; init; }

    /// <summary>Whether the leaf lies in this slot of the window with this root (check 4).</summary>
    public bool Holds(ReadOnlySpan<byte> leaf, ReadOnlySpan<byte> root) =>
        Slot is >= 0 and < WindowTree.Slots
        && Path.Count == WindowTree.Depth
        && Path.All(p => p is { Length: 32 })
        && root.Length == 32
        && Rfc9162.VerifyInclusion((ulong)Slot, WindowTree.Slots, Rfc9162.LeafHash(leaf), Path, root);
}
