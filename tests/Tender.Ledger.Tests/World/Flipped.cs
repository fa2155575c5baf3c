namespace Tender.Ledger.Tests.World;

/// <summary>Copies of bytes with one bit changed.</summary>
internal static class Flipped
{
    /// <summary>One copy for every place from <paramref name="start"/> in steps, each with another bit.</summary>
    public static IEnumerable<(int Place, byte[] Bytes)> Of(byte[] good, int step = 1, int start = 0)
    {
        for (var place = start; place < good.Length; place += step)
        {
            var changed = (byte[])good.Clone();
            changed[place] ^= (byte)(1 << place % 8);
            yield return (place, changed);
        }
    }
}
