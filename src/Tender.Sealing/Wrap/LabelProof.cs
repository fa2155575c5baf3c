using System.Security.Cryptography;

namespace Tender.Sealing;

/// <summary>
/// The label proof of SBID1 6.3: a Schnorr signature with the ephemeral scalar as key over the header and <c>enc</c>. It stops an
/// <c>enc</c> from being shown in another bid, tender or phase. 65 bytes: R pt33, z 32.
/// </summary>
public static class LabelProof
{
    private static readonly byte[] NoncePrefix = [.. "SBID1-LABEL-P256-SHA256-NONCE"u8];
    private static readonly byte[] ChallengePrefix = [.. "SBID1-LABEL-P256-SHA256"u8];

    /// <summary>Makes the proof.</summary>
    /// <param name="core">Bytes [0, 240) of the header.</param>
    /// <param name="description">The 16 bytes that describe the part.</param>
    /// <param name="ephemeral">e, with <c>enc = pt65([e]G)</c>.</param>
    /// <param name="hedge">32 fresh random bytes: with e they make the nonce, so that weak chance alone does not give e away.</param>
    public static byte[] Make(
        ReadOnlySpan<byte> core,
        ReadOnlySpan<byte> description,
        Scalar ephemeral,
        ReadOnlySpan<byte> hedge
    )
    {
        ArgumentNullException.ThrowIfNull(ephemeral);
        ArgumentOutOfRangeException.ThrowIfNotEqual(hedge.Length, 32);
        var enc = P256.Generator.Multiply(ephemeral);
        var message = Message(core, description, enc);
        var nonce = HashToScalar.Cocktail(NoncePrefix, ephemeral.Encode(), hedge.ToArray(), message);
        if (nonce.IsZero)
            throw new CryptographicException("The nonce of a label proof is 0: draw again.");
        var r = P256.Generator.Multiply(nonce).Encode33();
        var z = nonce.Add(Challenge(r, enc, message).Multiply(ephemeral));
        return [.. r, .. z.Encode()];
    }

    /// <summary>Whether the proof holds for this header, part and <paramref name="enc"/> (pt65). Malformed input is false.</summary>
    public static bool Verify(
        ReadOnlySpan<byte> core,
        ReadOnlySpan<byte> description,
        ReadOnlySpan<byte> enc,
        ReadOnlySpan<byte> label
    )
    {
        try
        {
            var point = CurvePoint.Decode65(enc);
            var (r, z) = Decode(label);
            var c = Challenge(r.Encode33(), point, Message(core, description, point));
            // [z]G - [c]enc = R
            return P256.Generator.MultiplyAdd(z, point.Negate(), c).Equals(r);
        }
        catch (SealingException malformed) when (malformed.Kind is SealingError.Point or SealingError.Scalar)
        {
            return false;
        }
    }

    /// <summary>R must be a point other than infinity, z below the order.</summary>
    internal static (CurvePoint R, Scalar Z) Decode(ReadOnlySpan<byte> label, long offset = 0)
    {
        if (label.Length != SealedLayout.LabelLength)
            throw new SealingException(SealingError.Scalar, offset, "a label has 65 bytes");
        return (
            CurvePoint.Decode33(label[..P256.CompressedLength], offset),
            Scalar.Decode(label[P256.CompressedLength..], offset + P256.CompressedLength)
        );
    }

    // m = "SBID1-label" || H(core || desc) || enc
    private static byte[] Message(ReadOnlySpan<byte> core, ReadOnlySpan<byte> description, CurvePoint enc) =>
        [.. "SBID1-label"u8, .. SHA256.HashData([.. core, .. description]), .. enc.Encode65()];

    private static Scalar Challenge(byte[] r, CurvePoint enc, byte[] message) =>
        HashToScalar.Cocktail(ChallengePrefix, r, enc.Encode33(), message);
}
