using Org.BouncyCastle.Math.EC;

namespace Tender.Sealing;

/// <summary>A point of P-256. Immutable. The point at infinity exists as a result of arithmetic, never on the wire.</summary>
public sealed class CurvePoint : IEquatable<CurvePoint>
{
    internal CurvePoint(ECPoint point) => Point = point;

    /// <summary>Whether this is the neutral element, which every protocol of SBID1 refuses.</summary>
    public bool IsInfinity => Point.IsInfinity;

    internal ECPoint Point { get; }

    /// <summary>Decodes <c>pt33</c>: 33 bytes, first byte 02 or 03.</summary>
    /// <param name="bytes">Exactly the 33 bytes of the field.</param>
    /// <param name="offset">Where the field starts, for the error.</param>
    /// <exception cref="SealingException"><see cref="SealingError.Point"/>: other form or length, coordinate &gt;= p, off the curve, infinity.</exception>
    public static CurvePoint Decode33(ReadOnlySpan<byte> bytes, long offset = 0) =>
        bytes.Length == P256.CompressedLength && bytes[0] is 2 or 3
            ? Decode(bytes, offset)
            : throw new SealingException(SealingError.Point, offset, "not a compressed point");

    /// <summary>Decodes <c>pt65</c>: 65 bytes, first byte 04.</summary>
    /// <param name="bytes">Exactly the 65 bytes of the field.</param>
    /// <param name="offset">Where the field starts, for the error.</param>
    /// <exception cref="SealingException"><see cref="SealingError.Point"/>: other form or length, coordinate &gt;= p, off the curve, infinity.</exception>
    public static CurvePoint Decode65(ReadOnlySpan<byte> bytes, long offset = 0) =>
        bytes.Length == P256.UncompressedLength && bytes[0] == 4
            ? Decode(bytes, offset)
            : throw new SealingException(SealingError.Point, offset, "not an uncompressed point");

    /// <summary>Sum of the products of points and scalars; the lists have equal length. Not constant time: for public or blinded scalars.</summary>
    public static CurvePoint SumOfProducts(IReadOnlyList<CurvePoint> points, IReadOnlyList<Scalar> scalars)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(points.Count, scalars.Count);
        if (points.Count == 0)
        {
            return new CurvePoint(P256.Curve.Infinity);
        }

        var sum = ECAlgorithms.SumOfMultiplies([.. points.Select(p => p.Point)], [.. scalars.Select(s => s.Value)]);
        return new CurvePoint(sum.Normalize());
    }

    /// <summary>The point added to another.</summary>
    public CurvePoint Add(CurvePoint other) => new(Point.Add(other.Point).Normalize());

    /// <summary>The inverse element.</summary>
    public CurvePoint Negate() => new(Point.Negate().Normalize());

    /// <summary>The point times a scalar.</summary>
    public CurvePoint Multiply(Scalar scalar) => new(Point.Multiply(scalar.Value).Normalize());

    /// <summary><c>[s]this + [t]other</c> in one pass: the shape of every Schnorr check.</summary>
    public CurvePoint MultiplyAdd(Scalar s, CurvePoint other, Scalar t) =>
        new(ECAlgorithms.SumOfTwoMultiplies(Point, s.Value, other.Point, t.Value).Normalize());

    /// <summary><c>pt33</c>, SEC 1 compressed.</summary>
    /// <exception cref="InvalidOperationException">The point is infinity.</exception>
    public byte[] Encode33() => Encode(compressed: true);

    /// <summary><c>pt65</c>, SEC 1 uncompressed.</summary>
    /// <exception cref="InvalidOperationException">The point is infinity.</exception>
    public byte[] Encode65() => Encode(compressed: false);

    /// <summary>The x coordinate, 32 bytes with leading zeros kept (the Diffie-Hellman output of RFC 9180 7.1.1).</summary>
    /// <exception cref="InvalidOperationException">The point is infinity.</exception>
    public byte[] X() => Encode65()[1..33];

    /// <inheritdoc/>
    public bool Equals(CurvePoint? other) => other is not null && Point.Equals(other.Point);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CurvePoint);

    /// <inheritdoc/>
    public override int GetHashCode() => Point.GetHashCode();

    private byte[] Encode(bool compressed) =>
        IsInfinity ? throw new InvalidOperationException("Infinity has no wire form.") : Point.GetEncoded(compressed);

    private static CurvePoint Decode(ReadOnlySpan<byte> bytes, long offset)
    {
        try
        {
            // BouncyCastle checks coordinate ranges and the curve equation; the cofactor is 1.
            return new CurvePoint(P256.Curve.DecodePoint(bytes.ToArray()));
        }
        catch (Exception failure) when (failure is ArgumentException or ArithmeticException or FormatException)
        {
            throw new SealingException(SealingError.Point, offset, "not a point of the curve", failure);
        }
    }
}
