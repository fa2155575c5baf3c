namespace Tender.Sealing;

/// <summary>
/// Builds a tree (<see cref="Rfc9162"/>) while its leaves stream past, and keeps every leaf hash, so that one damaged segment can be
/// found and one segment can be proved alone (SBID1 8). 1 GiB of segments keeps 4,098 hashes. Not for concurrent use.
/// </summary>
public sealed class TreeBuilder
{
    private readonly List<byte[]> leafHashes = [];

    // Roots of full subtrees, largest first: one for each one-bit of the count. Kept so that a root costs no walk over all leaves.
    private readonly Stack<byte[]> full = [];

    /// <summary>Leaves so far.</summary>
    public int Count => leafHashes.Count;

    /// <summary>Hashes of the leaves so far, in order.</summary>
    public IReadOnlyList<byte[]> LeafHashes => leafHashes;

    /// <summary>Adds one leaf by its content.</summary>
    public void Add(ReadOnlySpan<byte> leaf) => AddHash(Rfc9162.LeafHash(leaf));

    /// <summary>Adds one leaf by its hash.</summary>
    public void AddHash(byte[] leafHash)
    {
        ArgumentNullException.ThrowIfNull(leafHash);
        ArgumentOutOfRangeException.ThrowIfNotEqual(leafHash.Length, Rfc9162.HashSize);
        var node = leafHash;
        for (var count = leafHashes.Count; (count & 1) == 1; count >>= 1)
            node = Rfc9162.NodeHash(full.Pop(), node);
        full.Push(node);
        leafHashes.Add(leafHash);
    }

    /// <summary>Root over the leaves so far.</summary>
    public byte[] Root()
    {
        if (full.Count == 0)
            return Rfc9162.EmptyRoot;
        byte[]? root = null;
        foreach (var node in full)
            root = root is null ? node : Rfc9162.NodeHash(node, root);
        return [.. root!];
    }
}
