using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Crypto.EC;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Math.EC;
using Org.BouncyCastle.Math.EC.Multiplier;
using Org.BouncyCastle.Utilities;

namespace Tender.Ledger.Evm;

/// <summary>The curve of Ethereum (SEC 2, section 2.4.1): its numbers, and the few acts on it that the ledger needs.</summary>
internal static class Secp256k1
{
    private static readonly X9ECParameters Parameters = CustomNamedCurves.GetByName("secp256k1");
    private static readonly FixedPointCombMultiplier Comb = new();

    internal static ECDomainParameters Domain { get; } = new(Parameters);

    /// <summary>Order of the group.</summary>
    internal static BigInteger N => Parameters.N;

    private static BigInteger HalfN { get; } = Parameters.N.ShiftRight(1);

    /// <summary>True for s in the upper half of the range: the twin of a signature that anybody can make (EIP-2).</summary>
    internal static bool IsHigh(BigInteger s) => s.CompareTo(HalfN) > 0;

    /// <summary>True for 1 .. n - 1.</summary>
    internal static bool IsScalar(BigInteger value) => value.SignValue > 0 && value.CompareTo(N) < 0;

    /// <summary>k·G in affine form.</summary>
    internal static ECPoint MultiplyG(BigInteger k) => Comb.Multiply(Parameters.G, k).Normalize();

    /// <summary>a·G + b·P in affine form; infinity is possible.</summary>
    internal static ECPoint Sum(BigInteger a, ECPoint p, BigInteger b) =>
        ECAlgorithms.SumOfTwoMultiplies(Parameters.G, a, p, b).Normalize();

    /// <summary>Reads a point in compressed or uncompressed form (SEC 1, section 2.3.4).</summary>
    /// <exception cref="LedgerFormatException">Kind Curve: no such form, not on the curve, or infinity.</exception>
    internal static ECPoint DecodePoint(byte[] bytes)
    {
        if (bytes is not ([0x02 or 0x03, ..] and { Length: 33 }) and not ([0x04, ..] and { Length: 65 }))
            throw Refuse("no point form of SEC 1");
        try
        {
            return Parameters.Curve.DecodePoint(bytes);
        }
        catch (ArgumentException e)
        {
            throw Refuse(e.Message);
        }
    }

    /// <summary>The account named by a public key.</summary>
    internal static Address ToAddress(ECPoint publicKey) =>
        Address.OfHash(Keccak256.Hash(publicKey.GetEncoded(compressed: false).AsSpan(1)));

    /// <summary>32 bytes, big-endian.</summary>
    internal static byte[] ToBytes(BigInteger value) => BigIntegers.AsUnsignedByteArray(32, value);

    internal static BigInteger ToNumber(ReadOnlySpan<byte> bytes) => new(1, bytes);

    private static LedgerFormatException Refuse(string detail) => new(LedgerFormatError.Curve, 0, detail);
}
