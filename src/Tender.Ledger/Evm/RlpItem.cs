using System.Numerics;

namespace Tender.Ledger.Evm;

/// <summary>A byte string or a list of items. Immutable; a decoded item encodes to exactly the bytes it came from.</summary>
public sealed class RlpItem
{
    private readonly byte[]? bytes;
    private readonly RlpItem[]? items;

    private RlpItem(byte[] bytes) => this.bytes = bytes;

    private RlpItem(RlpItem[] items) => this.items = items;

    /// <summary>The empty string: also the number 0, the missing recipient of a deployment and the empty trie node.</summary>
    public static RlpItem Empty { get; } = new(Array.Empty<byte>());

    /// <summary>True for a list, false for a byte string.</summary>
    public bool IsList => items is not null;

    /// <summary>The byte string.</summary>
    /// <exception cref="LedgerFormatException">The item is a list.</exception>
    public ReadOnlySpan<byte> Bytes => bytes ?? throw Refuse("a string wanted, a list found");

    /// <summary>The members of the list.</summary>
    /// <exception cref="LedgerFormatException">The item is a string.</exception>
    public IReadOnlyList<RlpItem> Items => items ?? throw Refuse("a list wanted, a string found");

    /// <summary>A byte string; the bytes are copied.</summary>
    public static RlpItem Of(ReadOnlySpan<byte> bytes) => new(bytes.ToArray());

    /// <summary>A number: big-endian without leading zeros.</summary>
    public static RlpItem Of(ulong value) => Of(new BigInteger(value));

    /// <summary>A number: big-endian without leading zeros.</summary>
    public static RlpItem Of(BigInteger value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        return value.IsZero ? Empty : new RlpItem(value.ToByteArray(isUnsigned: true, isBigEndian: true));
    }

    /// <summary>A list.</summary>
    public static RlpItem List(params IEnumerable<RlpItem> items) => new([.. items]);

    /// <summary>The string as a number.</summary>
    /// <exception cref="LedgerFormatException">A list, or a string with leading zeros, which is never the canonical number.</exception>
    public BigInteger ToNumber() =>
        Bytes is [0, ..]
            ? throw Refuse("number with leading zeros")
            : new BigInteger(Bytes, isUnsigned: true, isBigEndian: true);

    /// <summary>The string as a number of at most 64 bits.</summary>
    /// <exception cref="LedgerFormatException">As <see cref="ToNumber"/>, or too large.</exception>
    public ulong ToUInt64() => Bytes.Length <= 8 ? (ulong)ToNumber() : throw Refuse("number above 64 bits");

    /// <summary>The string, which must have exactly this length.</summary>
    /// <exception cref="LedgerFormatException">A list or another length.</exception>
    public byte[] ToBytes(int length) =>
        Bytes.Length == length ? Bytes.ToArray() : throw Refuse($"{Bytes.Length} bytes, {length} wanted");

    private static LedgerFormatException Refuse(string detail) => new(LedgerFormatError.Rlp, 0, detail);
}
