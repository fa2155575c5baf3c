using System.Numerics;
using System.Security.Cryptography;

namespace Tender.Sealing;

/// <summary>
/// The Merkle tree of RFC 9162, section 2.1, with SHA-256: leaf <c>H(00 || data)</c>, node <c>H(01 || left || right)</c>.
/// Hashes are 32 bytes. Making a proof throws on an impossible index; verifying answers yes or no and never throws on bad input.
/// </summary>
public static class Rfc9162
{
    /// <summary>Bytes of a hash.</summary>
    public const int HashSize = SHA256.HashSizeInBytes;

    /// <summary>No honest proof is longer: a tree has at most 2^64 leaves.</summary>
    public const int LongestProof = 64;

    /// <summary>Root of the tree without leaves, SHA-256 of nothing (2.1.1).</summary>
    public static byte[] EmptyRoot => SHA256.HashData([]);

    /// <summary><c>H(00 || data)</c>.</summary>
    public static byte[] LeafHash(ReadOnlySpan<byte> data)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([0]);
        hash.AppendData(data);
        return hash.GetHashAndReset();
    }

    /// <summary><c>H(01 || left || right)</c>.</summary>
    public static byte[] NodeHash(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) =>
        SHA256.HashData([1, .. left, .. right]);

    /// <summary>Tree hash over leaf <em>hashes</em> (2.1.1).</summary>
    public static byte[] Root(IReadOnlyList<byte[]> leafHashes)
    {
        ArgumentNullException.ThrowIfNull(leafHashes);
        return leafHashes.Count == 0 ? EmptyRoot : Root(leafHashes, 0, leafHashes.Count);
    }

    /// <summary>The audit path of leaf <paramref name="index"/>, lowest sibling first (2.1.3.1).</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such leaf.</exception>
    public static byte[][] InclusionProof(IReadOnlyList<byte[]> leafHashes, int index)
    {
        ArgumentNullException.ThrowIfNull(leafHashes);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, leafHashes.Count);
        var path = new List<byte[]>();
        int start = 0,
            count = leafHashes.Count;
        while (count > 1)
        {
            var left = Split(count);
            if (index - start < left)
            {
                path.Add(Root(leafHashes, start + left, count - left));
                count = left;
            }
            else
            {
                path.Add(Root(leafHashes, start, left));
                start += left;
                count -= left;
            }
        }

        path.Reverse();
        return [.. path];
    }

    /// <summary>Whether the leaf stands at <paramref name="index"/> in the tree of <paramref name="size"/> leaves with this root (2.1.3.2).</summary>
    public static bool VerifyInclusion(
        ulong index,
        ulong size,
        ReadOnlySpan<byte> leafHash,
        IReadOnlyList<byte[]> proof,
        ReadOnlySpan<byte> root
    )
    {
        ArgumentNullException.ThrowIfNull(proof);
        if (index >= size || leafHash.Length != HashSize || !IsWellFormed(proof))
            return false;
        var fn = index;
        var sn = size - 1;
        var r = leafHash.ToArray();
        foreach (var p in proof)
        {
            if (sn == 0)
                return false;
            if ((fn & 1) == 1 || fn == sn)
            {
                r = NodeHash(p, r);
                SkipLeft(ref fn, ref sn);
            }
            else
            {
                r = NodeHash(r, p);
            }

            fn >>= 1;
            sn >>= 1;
        }

        return sn == 0 && CryptographicOperations.FixedTimeEquals(r, root);
    }

    /// <summary>That the tree of the first <paramref name="oldSize"/> leaves is a beginning of the whole (2.1.4.1).</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="oldSize"/> is not 1..count.</exception>
    public static byte[][] ConsistencyProof(IReadOnlyList<byte[]> leafHashes, int oldSize)
    {
        ArgumentNullException.ThrowIfNull(leafHashes);
        ArgumentOutOfRangeException.ThrowIfLessThan(oldSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(oldSize, leafHashes.Count);
        var path = new List<byte[]>();
        int start = 0,
            count = leafHashes.Count,
            old = oldSize;
        var whole = true;
        while (old != count)
        {
            var left = Split(count);
            if (old <= left)
            {
                path.Add(Root(leafHashes, start + left, count - left));
                count = left;
            }
            else
            {
                path.Add(Root(leafHashes, start, left));
                start += left;
                count -= left;
                old -= left;
                whole = false;
            }
        }

        if (!whole)
            path.Add(Root(leafHashes, start, count));
        path.Reverse();
        return [.. path];
    }

    /// <summary>
    /// Whether the old tree is a beginning of the new one (2.1.4.2). Nothing can be said from an empty tree: an old size of 0 is
    /// refused, also against a new size of 0.
    /// </summary>
    public static bool VerifyConsistency(
        ulong oldSize,
        ulong newSize,
        ReadOnlySpan<byte> oldRoot,
        ReadOnlySpan<byte> newRoot,
        IReadOnlyList<byte[]> proof
    )
    {
        ArgumentNullException.ThrowIfNull(proof);
        if (oldSize == 0 || oldSize > newSize || !IsWellFormed(proof))
            return false;
        if (oldSize == newSize)
            return proof.Count == 0 && CryptographicOperations.FixedTimeEquals(oldRoot, newRoot);
        IReadOnlyList<byte[]> path = BitOperations.IsPow2(oldSize) ? [oldRoot.ToArray(), .. proof] : proof;
        if (proof.Count == 0)
            return false;
        var fn = oldSize - 1;
        var sn = newSize - 1;
        while ((fn & 1) == 1)
            (fn, sn) = (fn >> 1, sn >> 1);
        byte[] fr = path[0],
            sr = path[0];
        foreach (var c in path.Skip(1))
        {
            if (sn == 0)
                return false;
            if ((fn & 1) == 1 || fn == sn)
            {
                fr = NodeHash(c, fr);
                sr = NodeHash(c, sr);
                SkipLeft(ref fn, ref sn);
            }
            else
            {
                sr = NodeHash(sr, c);
            }

            fn >>= 1;
            sn >>= 1;
        }

        return sn == 0
            && CryptographicOperations.FixedTimeEquals(fr, oldRoot)
            && CryptographicOperations.FixedTimeEquals(sr, newRoot);
    }

    // A right edge has no sibling on the levels where its number is even.
    private static void SkipLeft(ref ulong fn, ref ulong sn)
    {
        while (fn != 0 && (fn & 1) == 0)
            (fn, sn) = (fn >> 1, sn >> 1);
    }

    // The greatest power of two below count (2.1.1).
    private static int Split(int count) => 1 << (31 - BitOperations.LeadingZeroCount((uint)count - 1));

    private static byte[] Root(IReadOnlyList<byte[]> leafHashes, int start, int count)
    {
        if (count == 1)
            return leafHashes[start];
        var left = Split(count);
        return NodeHash(Root(leafHashes, start, left), Root(leafHashes, start + left, count - left));
    }

    private static bool IsWellFormed(IReadOnlyList<byte[]> proof) =>
        proof.Count <= LongestProof && proof.All(p => p.Length == HashSize);
}
