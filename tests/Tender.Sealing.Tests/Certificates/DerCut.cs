namespace Tender.Sealing.Tests.Certificates;

/// <summary>Takes one byte out of an integer deep inside a DER text and mends the lengths of all that encloses it.</summary>
internal static class DerCut
{
    private const byte Integer = 0x02;

    public static byte[] WithoutByte(byte[] der, int at)
    {
        var mended = der.ToArray();
        var (element, content) = (0, 0);
        while (true)
        {
            content = element + HeaderLength(der, element);
            Decrement(mended, content - 1);
            if (der[element] == Integer)
                return [.. mended[..at], .. mended[(at + 1)..]];
            for (element = content; End(der, element) <= at; )
                element = End(der, element);
        }
    }

    private static int HeaderLength(byte[] der, int at) => der[at + 1] < 0x80 ? 2 : 2 + (der[at + 1] & 0x7F);

    private static int End(byte[] der, int at)
    {
        var header = HeaderLength(der, at);
        var length = der[at + 1] < 0x80 ? der[at + 1] : 0;
        for (var i = at + 2; i < at + header; i++)
            length = length << 8 | der[i];
        return at + header + length;
    }

    private static void Decrement(byte[] der, int last)
    {
        for (; der[last]-- == 0; last--) { }
    }
}
