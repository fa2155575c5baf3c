namespace Tender.Sealing;

/// <summary>COCKTAIL's deterministic Schnorr signatures over P-256 (C2SP cocktail-dkg; SBID1 9.3): 65 bytes, R 33 and z 32.</summary>
public static class Schnorr
{
    /// <summary>Length of a signature, bytes.</summary>
    public const int SignatureLength = P256.CompressedLength + P256.ScalarLength;

    private static readonly byte[] NoncePrefix = [.. "COCKTAIL-DKG-P256-SHA256-NONCE"u8];
    private static readonly byte[] ChallengePrefix = [.. "COCKTAIL-DKG-P256-SHA256-H7"u8];

    /// <summary>Signs a message with a secret scalar other than 0.</summary>
    /// <exception cref="SealingException"><see cref="SealingError.Scalar"/>: the derived nonce is 0 (never seen; the round aborts).</exception>
    public static byte[] Sign(Scalar secret, byte[] message)
    {
        var nonce = HashToScalar.Cocktail(NoncePrefix, secret.Encode(), message);
        if (nonce.IsZero || secret.IsZero)
        {
            throw new SealingException(SealingError.Scalar, -1, "a nonce or a key of 0");
        }

        var r = P256.Generator.Multiply(nonce).Encode33();
        var challenge = Challenge(r, P256.Generator.Multiply(secret), message);
        return [.. r, .. nonce.Add(challenge.Multiply(secret)).Encode()];
    }

    /// <summary>Whether the signature is the key's over the message. False for anything malformed.</summary>
    public static bool Verify(CurvePoint key, byte[] message, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != SignatureLength || key.IsInfinity)
        {
            return false;
        }

        try
        {
            var r = CurvePoint.Decode33(signature[..33]);
            var z = Scalar.Decode(signature[33..]);
            var challenge = Challenge(r.Encode33(), key, message);
            return P256.Generator.MultiplyAdd(z, key.Negate(), challenge).Equals(r);
        }
        catch (SealingException)
        {
            return false;
        }
    }

    private static Scalar Challenge(byte[] r, CurvePoint key, byte[] message) =>
        HashToScalar.Cocktail(ChallengePrefix, r, key.Encode33(), message);
}
