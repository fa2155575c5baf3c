namespace Tender.Ledger.Proofs;

/// <summary>Nibbles of keys, and their hex-prefix encoding (yellow paper, appendix C).</summary>
internal static class TriePath
{
    internal static byte[] Nibbles(ReadOnlySpan<byte> key)
    {
        var nibbles = new byte[key.Length * 2];
        for (var i = 0; i < key.Length; i++)
            (nibbles[2 * i], nibbles[2 * i + 1]) = ((byte)(key[i] >> 4), (byte)(key[i] & 15));
        return nibbles;
    }

    /// <summary>Reads a compact path; false for flags or padding that no writer makes.</summary>
    internal static bool TryDecode(ReadOnlySpan<byte> compact, out bool isLeaf, out byte[] path)
    {
        (isLeaf, path) = (false, []);
        if (compact.IsEmpty || compact[0] >> 4 > 3)
            return false;
        var flags = compact[0] >> 4;
        isLeaf = (flags & 2) != 0;
        var isOdd = (flags & 1) != 0;
        if (!isOdd && (compact[0] & 15) != 0)
            return false;
        path = Nibbles(compact)[(isOdd ? 1 : 2)..];
        return isLeaf || path.Length > 0;
    }
}
