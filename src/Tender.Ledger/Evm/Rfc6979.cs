using System.Security.Cryptography;
using Org.BouncyCastle.Math;

namespace Tender.Ledger.Evm;

/// <summary>
/// The secret numbers of deterministic signatures on secp256k1 (RFC 6979, section 3.2, with HMAC-SHA-256). BouncyCastle's calculator
/// leaves out step h.3 between two numbers, so its second and later ones are not those of the RFC.
/// </summary>
internal sealed class Rfc6979
{
    private byte[] v = Enumerable.Repeat((byte)1, 32).ToArray();
    private byte[] k = new byte[32];
    private bool drawn;

    internal Rfc6979(BigInteger privateKey, ReadOnlySpan<byte> hash)
    {
        byte[] seed =
        [
            .. Secp256k1.ToBytes(privateKey),
            .. Secp256k1.ToBytes(Secp256k1.ToNumber(hash).Mod(Secp256k1.N)),
        ];
        Mix([0, .. seed]);
        Mix([1, .. seed]);
    }

    /// <summary>The next candidate in 1 .. n - 1.</summary>
    internal BigInteger Next()
    {
        while (true)
        {
            if (drawn)
                Mix([0]);
            drawn = true;
            v = HMACSHA256.HashData(k, v);
            var candidate = Secp256k1.ToNumber(v);
            if (Secp256k1.IsScalar(candidate))
                return candidate;
        }
    }

    private void Mix(ReadOnlySpan<byte> tail)
    {
        k = HMACSHA256.HashData(k, (byte[])[.. v, .. tail]);
        v = HMACSHA256.HashData(k, v);
    }
}
