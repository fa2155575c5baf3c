namespace Tender.Sealing;

/// <summary>Random identifiers, for places where a number must not tell when or in which order something was made.</summary>
public static class RandomIds
{
    /// <summary>A version 4 UUID (RFC 9562, section 5.4) with 122 bits from <paramref name="random"/>.</summary>
    public static Guid NewId(this IRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        Span<byte> bytes = stackalloc byte[16];
        random.Fill(bytes);
        bytes[6] = (byte)(bytes[6] & 0x0F | 0x40);
        bytes[8] = (byte)(bytes[8] & 0x3F | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary><paramref name="count"/> fresh random bytes.</summary>
    public static byte[] Bytes(this IRandom random, int count)
    {
        ArgumentNullException.ThrowIfNull(random);
        var bytes = new byte[count];
        random.Fill(bytes);
        return bytes;
    }
}
