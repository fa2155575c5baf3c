using Org.BouncyCastle.Crypto.EC;
using Org.BouncyCastle.Math.EC;
using BigInteger = Org.BouncyCastle.Math.BigInteger;

namespace Tender.Sealing;

/// <summary>
/// The group of suite INT-1: NIST P-256 (secp256r1, FIPS 186-5; prime order, cofactor 1), on BouncyCastle because neither .NET nor WebCrypto
/// adds points. BouncyCastle's multiplication is not constant time; see SBID1 17 for where secret scalars may be used.
/// </summary>
public static class P256
{
    internal static readonly ECCurve Curve = CustomNamedCurves.GetByName("P-256").Curve;
    internal static readonly BigInteger Order = Curve.Order;

    /// <summary>The base point G.</summary>
    public static CurvePoint Generator { get; } = new(CustomNamedCurves.GetByName("P-256").G.Normalize());

    /// <summary>Length of a scalar on the wire, bytes.</summary>
    public const int ScalarLength = 32;

    /// <summary>Length of a compressed point (SEC 1, 2.3.3) on the wire, bytes.</summary>
    public const int CompressedLength = 33;

    /// <summary>Length of an uncompressed point (SEC 1, 2.3.3) on the wire, bytes.</summary>
    public const int UncompressedLength = 65;
}
