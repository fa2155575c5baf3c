using System.Security.Cryptography;

namespace Tender.Sealing;

/// <summary>XAES-256-GCM (C2SP): AES-256-GCM with a 24-byte nonce and a derived key. Used for the shares of a key generation, without associated data.</summary>
internal static class Xaes256Gcm
{
    internal const int TagLength = 16;

    internal static byte[] Seal(
        ReadOnlySpan<byte> key,
        ReadOnlySpan<byte> nonce,
        ReadOnlySpan<byte> plaintext,
        ReadOnlySpan<byte> aad = default
    )
    {
        var output = new byte[plaintext.Length + TagLength];
        var derived = DeriveKey(key, nonce);
        using var aes = new AesGcm(derived, TagLength);
        aes.Encrypt(nonce[12..], plaintext, output.AsSpan(..plaintext.Length), output.AsSpan(plaintext.Length..), aad);
        CryptographicOperations.ZeroMemory(derived);
        return output;
    }

    /// <summary>Null when the tag does not hold.</summary>
    internal static byte[]? Open(
        ReadOnlySpan<byte> key,
        ReadOnlySpan<byte> nonce,
        ReadOnlySpan<byte> sealedBytes,
        ReadOnlySpan<byte> aad = default
    )
    {
        if (sealedBytes.Length < TagLength)
        {
            return null;
        }

        var output = new byte[sealedBytes.Length - TagLength];
        var derived = DeriveKey(key, nonce);
        try
        {
            using var aes = new AesGcm(derived, TagLength);
            aes.Decrypt(nonce[12..], sealedBytes[..^TagLength], sealedBytes[^TagLength..], output, aad);
            return output;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(derived);
        }
    }

    /// <summary>Two blocks of CMAC over a counter, "X", 00 and the first half of the nonce (NIST SP 800-108 in counter mode).</summary>
    internal static byte[] DeriveKey(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Length, 32);
        ArgumentOutOfRangeException.ThrowIfNotEqual(nonce.Length, 24);
        using var aes = Aes.Create();
        aes.SetKey(key);
        var subkey = Double(aes.EncryptEcb(new byte[16], PaddingMode.None));
        var blocks = new byte[32];
        for (var i = 0; i < 2; i++)
        {
            byte[] text = [0, (byte)(i + 1), (byte)'X', 0, .. nonce[..12]];
            for (var j = 0; j < 16; j++)
            {
                blocks[16 * i + j] = (byte)(text[j] ^ subkey[j]);
            }
        }

        return aes.EncryptEcb(blocks, PaddingMode.None);
    }

    private static byte[] Double(byte[] block)
    {
        var carry = block[0] >> 7;
        for (var i = 0; i < 15; i++)
        {
            block[i] = (byte)(block[i] << 1 | block[i + 1] >> 7);
        }

        block[15] = (byte)(block[15] << 1 ^ carry * 0x87);
        return block;
    }
}
