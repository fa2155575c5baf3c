using System.Security.Cryptography;

namespace Tender.Sealing;

/// <summary>The two ways in which SBID1 turns bytes into a scalar of P-256.</summary>
public static class HashToScalar
{
    private const int BlockLength = 64;
    private const int HashLength = 32;

    /// <summary>
    /// <c>h2s(x) = ( SHA-256(01 || x) || SHA-256(02 || x) )[0..48) mod q</c>: COCKTAIL's (C2SP cocktail-dkg), also of the label proof (SBID1 6.3).
    /// </summary>
    public static Scalar Cocktail(params ReadOnlySpan<byte[]> parts)
    {
        Span<byte> wide = stackalloc byte[2 * HashLength];
        for (byte i = 1; i <= 2; i++)
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            hash.AppendData([i]);
            foreach (var part in parts)
            {
                hash.AppendData(part);
            }

            hash.GetHashAndReset(wide[((i - 1) * HashLength)..]);
        }

        return Scalar.Reduce(wide[..48]);
    }

    /// <summary>HashToScalar of RFC 9497 4.3 for P256-SHA256: 48 bytes of expand_message_xmd, reduced modulo q.</summary>
    /// <param name="message">The input.</param>
    /// <param name="domain">The domain separation tag, such as <c>"HashToScalar-" || ctx</c>.</param>
    public static Scalar Expand(ReadOnlySpan<byte> message, ReadOnlySpan<byte> domain) =>
        Scalar.Reduce(ExpandMessageXmd(message, domain, 48));

    /// <summary>expand_message_xmd with SHA-256 (RFC 9380 5.3.1; tags above 255 bytes as 5.3.3).</summary>
    /// <param name="message">The input.</param>
    /// <param name="domain">The domain separation tag.</param>
    /// <param name="length">Bytes wanted, at most 255 * 32.</param>
    public static byte[] ExpandMessageXmd(ReadOnlySpan<byte> message, ReadOnlySpan<byte> domain, int length)
    {
        var blocks = (length + HashLength - 1) / HashLength;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(blocks, 255);
        byte[] tag = domain.Length > 255 ? SHA256.HashData([.. "H2C-OVERSIZE-DST-"u8, .. domain]) : domain.ToArray();
        byte[] suffix = [.. tag, (byte)tag.Length];
        var b0 = SHA256.HashData([
            .. new byte[BlockLength],
            .. message,
            (byte)(length >> 8),
            (byte)length,
            0,
            .. suffix,
        ]);
        var output = new byte[blocks * HashLength];
        var block = new byte[HashLength];
        for (var i = 1; i <= blocks; i++)
        {
            for (var j = 0; j < HashLength; j++)
            {
                block[j] ^= b0[j];
            }

            block = SHA256.HashData([.. block, (byte)i, .. suffix]);
            block.CopyTo(output.AsSpan((i - 1) * HashLength));
        }

        return output[..length];
    }
}
