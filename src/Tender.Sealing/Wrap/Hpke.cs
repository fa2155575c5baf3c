using System.Security.Cryptography;

namespace Tender.Sealing;

/// <summary>
/// HPKE of RFC 9180, base mode, one message: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM, empty associated data (SBID1 6.2).
/// Sealing is what any conforming library does. Opening starts at the shared point, because nobody holds the private key: k
/// custodians give parts of the point.
/// </summary>
public static class Hpke
{
    /// <summary>Seals to <paramref name="publicKey"/> with a given ephemeral scalar, which the label proof needs as well (SBID1 6.3).</summary>
    /// <param name="publicKey">Y, not infinity.</param>
    /// <param name="ephemeral">e, fresh and random, 1..q-1: used twice, it gives both messages away.</param>
    /// <param name="info">What the message is bound to.</param>
    /// <param name="plaintext">The message.</param>
    /// <returns>Ciphertext and tag; <c>enc</c> is pt65([e]G).</returns>
    public static byte[] Seal(
        CurvePoint publicKey,
        Scalar ephemeral,
        ReadOnlySpan<byte> info,
        ReadOnlySpan<byte> plaintext
    ) => Seal(HpkeSuite.Aes256, publicKey, ephemeral, info, plaintext, []);

    /// <summary>Opens a message from the shared point <c>[e]Y = [y]enc</c>.</summary>
    /// <param name="sharedPoint">The combined point.</param>
    /// <param name="enc">The message's <c>enc</c>.</param>
    /// <param name="publicKey">Y of the key set.</param>
    /// <param name="info">What the message is bound to.</param>
    /// <param name="sealedBytes">Ciphertext and tag.</param>
    /// <param name="offset">Where they stand, for the refusal.</param>
    /// <exception cref="SealingException">
    /// <see cref="SealingError.Point"/>: the shared point is infinity. <see cref="SealingError.Wrap"/>: the tag does not hold.
    /// </exception>
    public static byte[] OpenFromSharedPoint(
        CurvePoint sharedPoint,
        CurvePoint enc,
        CurvePoint publicKey,
        ReadOnlySpan<byte> info,
        ReadOnlySpan<byte> sealedBytes,
        long offset = 0
    )
    {
        ArgumentNullException.ThrowIfNull(sharedPoint);
        ArgumentNullException.ThrowIfNull(enc);
        ArgumentNullException.ThrowIfNull(publicKey);
        if (sharedPoint.IsInfinity)
            throw new SealingException(SealingError.Point, offset, "shared point is infinity");
        return Open(
            HpkeSuite.Aes256,
            Derive(HpkeSuite.Aes256, sharedPoint, enc, publicKey, info),
            sealedBytes,
            [],
            offset
        );
    }

    internal static byte[] Seal(
        HpkeSuite suite,
        CurvePoint publicKey,
        Scalar ephemeral,
        ReadOnlySpan<byte> info,
        ReadOnlySpan<byte> plaintext,
        ReadOnlySpan<byte> aad
    )
    {
        var enc = P256.Generator.Multiply(ephemeral);
        var (key, nonce) = Derive(suite, publicKey.Multiply(ephemeral), enc, publicKey, info);
        var output = new byte[plaintext.Length + HpkeSuite.TagLength];
        using var aes = new AesGcm(key, HpkeSuite.TagLength);
        aes.Encrypt(
            nonce,
            plaintext,
            output.AsSpan(..^HpkeSuite.TagLength),
            output.AsSpan(^HpkeSuite.TagLength..),
            aad
        );
        CryptographicOperations.ZeroMemory(key);
        return output;
    }

    internal static (byte[] Key, byte[] Nonce) Derive(
        HpkeSuite suite,
        CurvePoint sharedPoint,
        CurvePoint enc,
        CurvePoint publicKey,
        ReadOnlySpan<byte> info
    )
    {
        var secret = HpkeSuite.SharedSecret(sharedPoint.X(), [.. enc.Encode65(), .. publicKey.Encode65()]);
        var derived = suite.Schedule(secret, info);
        CryptographicOperations.ZeroMemory(secret);
        return derived;
    }

    internal static byte[] Open(
        HpkeSuite suite,
        (byte[] Key, byte[] Nonce) derived,
        ReadOnlySpan<byte> sealedBytes,
        ReadOnlySpan<byte> aad,
        long offset
    )
    {
        if (sealedBytes.Length < HpkeSuite.TagLength)
            throw new SealingException(SealingError.Truncated, offset, "wrapped message");
        var plaintext = new byte[sealedBytes.Length - HpkeSuite.TagLength];
        using var aes = new AesGcm(derived.Key, HpkeSuite.TagLength);
        try
        {
            aes.Decrypt(
                derived.Nonce,
                sealedBytes[..plaintext.Length],
                sealedBytes[plaintext.Length..],
                plaintext,
                aad
            );
        }
        catch (AuthenticationTagMismatchException wrong)
        {
            throw new SealingException(SealingError.Wrap, offset, $"wrapped message under AEAD {suite.AeadId}", wrong);
        }

        CryptographicOperations.ZeroMemory(derived.Key);
        return plaintext;
    }
}
