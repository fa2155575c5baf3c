using Org.BouncyCastle.Utilities;
using BigInteger = Org.BouncyCastle.Math.BigInteger;

namespace Tender.Sealing;

/// <summary>An integer modulo the order q of P-256. Immutable; its wire form is 32 bytes, big-endian.</summary>
public sealed class Scalar : IEquatable<Scalar>
{
    private Scalar(BigInteger value) => Value = value;

    /// <summary>0.</summary>
    public static Scalar Zero { get; } = new(BigInteger.Zero);

    /// <summary>1.</summary>
    public static Scalar One { get; } = new(BigInteger.One);

    /// <summary>Whether this is 0.</summary>
    public bool IsZero => Value.SignValue == 0;

    internal BigInteger Value { get; }

    /// <summary>A small non-negative number, such as a seat number.</summary>
    public static Scalar From(int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        return new Scalar(BigInteger.ValueOf(number));
    }

    /// <summary>Decodes 32 big-endian bytes.</summary>
    /// <param name="bytes">Exactly the 32 bytes of the field.</param>
    /// <param name="offset">Where the field starts, for the error.</param>
    /// <exception cref="SealingException"><see cref="SealingError.Scalar"/>: other length, or a value &gt;= q.</exception>
    public static Scalar Decode(ReadOnlySpan<byte> bytes, long offset = 0)
    {
        if (bytes.Length != P256.ScalarLength)
        {
            throw new SealingException(SealingError.Scalar, offset, "a scalar has 32 bytes");
        }

        var value = new BigInteger(1, bytes.ToArray());
        return value.CompareTo(P256.Order) < 0
            ? new Scalar(value)
            : throw new SealingException(SealingError.Scalar, offset, "a scalar is below the order");
    }

    /// <summary>A uniformly random scalar in [1, q-1], by rejection.</summary>
    public static Scalar Random(IRandom random)
    {
        Span<byte> bytes = stackalloc byte[P256.ScalarLength];
        BigInteger value;
        do
        {
            random.Fill(bytes);
            value = new BigInteger(1, bytes.ToArray());
        } while (value.SignValue == 0 || value.CompareTo(P256.Order) >= 0);
        bytes.Clear();
        return new Scalar(value);
    }

    /// <summary>Big-endian bytes of any length, reduced modulo q: hash outputs only.</summary>
    public static Scalar Reduce(ReadOnlySpan<byte> bytes) => new(new BigInteger(1, bytes.ToArray()).Mod(P256.Order));

    /// <summary>Sum modulo q.</summary>
    public Scalar Add(Scalar other) => new(Value.Add(other.Value).Mod(P256.Order));

    /// <summary>Difference modulo q.</summary>
    public Scalar Subtract(Scalar other) => new(Value.Subtract(other.Value).Mod(P256.Order));

    /// <summary>Product modulo q.</summary>
    public Scalar Multiply(Scalar other) => new(Value.Multiply(other.Value).Mod(P256.Order));

    /// <summary>Inverse modulo q.</summary>
    /// <exception cref="InvalidOperationException">The scalar is 0.</exception>
    public Scalar Invert() =>
        IsZero
            ? throw new InvalidOperationException("0 has no inverse.")
            : new Scalar(BigIntegers.ModOddInverse(P256.Order, Value));

    /// <summary>The 32 big-endian bytes.</summary>
    public byte[] Encode() => BigIntegers.AsUnsignedByteArray(P256.ScalarLength, Value);

    /// <inheritdoc/>
    public bool Equals(Scalar? other) => other is not null && Value.Equals(other.Value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Scalar);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode();
}
