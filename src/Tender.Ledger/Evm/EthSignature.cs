using Org.BouncyCastle.Math;
using Org.BouncyCastle.Math.EC;

namespace Tender.Ledger.Evm;

/// <summary>
/// An ECDSA signature on secp256k1 with the parity that lets the signer be recovered (SEC 1, section 4.1.6). Only the low-s twin exists
/// here (EIP-2), so one key, one hash and one k give one signature.
/// </summary>
public sealed class EthSignature
{
    /// <summary>Bytes of <see cref="Encode"/>.</summary>
    public const int Size = 65;

    private readonly BigInteger r;
    private readonly BigInteger s;

    internal EthSignature(BigInteger r, BigInteger s, int parity)
    {
        if (!Secp256k1.IsScalar(r) || !Secp256k1.IsScalar(s))
            throw Refuse(0, "r and s must lie in 1 .. n - 1");
        if (Secp256k1.IsHigh(s))
            throw Refuse(32, "s must lie in the lower half of the range");
        if (parity is not (0 or 1))
            throw Refuse(64, "parity must be 0 or 1");
        this.r = r;
        this.s = s;
        Parity = parity;
    }

    /// <summary>From r and s of 32 bytes each, big-endian.</summary>
    /// <exception cref="LedgerFormatException">Kind Curve: r or s out of range, high s, or a parity other than 0 and 1.</exception>
    public EthSignature(ReadOnlySpan<byte> r, ReadOnlySpan<byte> s, int parity)
        : this(Secp256k1.ToNumber(r), Secp256k1.ToNumber(s), parity) { }

    /// <summary>0: the y of the point k·G is even; 1: it is odd.</summary>
    public int Parity { get; }

    /// <summary>32 bytes, big-endian.</summary>
    public byte[] R => Secp256k1.ToBytes(r);

    /// <summary>32 bytes, big-endian.</summary>
    public byte[] S => Secp256k1.ToBytes(s);

    /// <summary>Reads r, s and parity in 65 bytes, as committed seals of QBFT carry them.</summary>
    /// <exception cref="LedgerFormatException">Kind Curve.</exception>
    public static EthSignature Decode(ReadOnlySpan<byte> bytes) =>
        bytes.Length == Size
            ? new EthSignature(bytes[..32], bytes[32..64], bytes[64])
            : throw Refuse(bytes.Length, $"{bytes.Length} bytes, {Size} wanted");

    /// <summary>r, s and parity in 65 bytes.</summary>
    public byte[] Encode() => [.. R, .. S, (byte)Parity];

    /// <summary>The account whose key made this signature over the hash of 32 bytes.</summary>
    /// <exception cref="LedgerFormatException">Kind Curve: no key can have made it.</exception>
    public Address Recover(ReadOnlySpan<byte> hash) => Secp256k1.ToAddress(RecoverPoint(hash));

    internal ECPoint RecoverPoint(ReadOnlySpan<byte> hash)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(hash.Length, 32);
        var point = Secp256k1.DecodePoint([(byte)(2 + Parity), .. R]);
        var inverse = r.ModInverse(Secp256k1.N);
        var a = Secp256k1.ToNumber(hash).Negate().Multiply(inverse).Mod(Secp256k1.N);
        var b = s.Multiply(inverse).Mod(Secp256k1.N);
        var key = Secp256k1.Sum(a, point, b);
        return key.IsInfinity ? throw Refuse(0, "the recovered key is infinity") : key;
    }

    private static LedgerFormatException Refuse(long offset, string detail) =>
        new(LedgerFormatError.Curve, offset, detail);
}
