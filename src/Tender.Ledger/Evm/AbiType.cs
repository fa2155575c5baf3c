using System.Globalization;

namespace Tender.Ledger.Evm;

/// <summary>What a value of the contract ABI is.</summary>
internal enum AbiKind
{
    /// <summary>A number of 8 to 256 bits.</summary>
    Uint,

    /// <summary>A number in two's complement.</summary>
    Int,

    /// <summary>0 or 1.</summary>
    Bool,

    /// <summary>20 bytes, right aligned.</summary>
    Address,

    /// <summary>1 to 32 bytes, left aligned.</summary>
    FixedBytes,

    /// <summary>Bytes of any length.</summary>
    Bytes,

    /// <summary>UTF-8 of any length.</summary>
    Text,

    /// <summary>Elements of one type; the length is part of the type or of the value.</summary>
    Array,

    /// <summary>Members of several types.</summary>
    Tuple,
}

/// <summary>
/// A type of the contract ABI. <c>Size</c>: bits of a number, bytes of <c>bytesN</c>, length of an array (null: in the value).
/// <c>Members</c>: the element of an array, the members of a tuple.
/// </summary>
internal sealed record AbiType(AbiKind Kind, int? Size, IReadOnlyList<AbiType> Members)
{
    /// <summary>True when the value lies behind the heads and the head is an offset.</summary>
    internal bool IsDynamic =>
        Kind is AbiKind.Bytes or AbiKind.Text || Kind == AbiKind.Array && Size is null || Members.Any(m => m.IsDynamic);

    /// <summary>Bytes of the head: 32, or the whole value of a static array or tuple.</summary>
    internal int HeadSize =>
        IsDynamic ? AbiCodec.Word
        : Kind == AbiKind.Array ? checked(Size!.Value * Members[0].HeadSize)
        : Kind == AbiKind.Tuple ? Members.Sum(m => m.HeadSize)
        : AbiCodec.Word;

    /// <summary>Reads the spelling of Solidity with tuples in parentheses: <c>(uint64,bytes32[2])[]</c>.</summary>
    /// <exception cref="LedgerFormatException">Kind Abi: no such type, a length of zero, or an empty tuple.</exception>
    internal static AbiType Parse(string text)
    {
        if (text.EndsWith(']'))
        {
            var open = text.LastIndexOf('[');
            var length = text[(open + 1)..^1];
            return open > 0
                ? new AbiType(
                    AbiKind.Array,
                    length.Length == 0 ? null : Number(length, 1, 1 << 16),
                    [Parse(text[..open])]
                )
                : throw Refuse(text);
        }
        if (text.StartsWith('('))
            return new AbiType(AbiKind.Tuple, null, [.. Split(text).Select(Parse)]);
        var digits = text.AsSpan().IndexOfAnyInRange('0', '9');
        var (name, size) = digits < 0 ? (text, "") : (text[..digits], text[digits..]);
        return (name, size) switch
        {
            ("uint", "") => Simple(AbiKind.Uint, 256),
            ("int", "") => Simple(AbiKind.Int, 256),
            ("uint", _) => Simple(AbiKind.Uint, Number(size, 8, 256, 8)),
            ("int", _) => Simple(AbiKind.Int, Number(size, 8, 256, 8)),
            ("bytes", "") => Simple(AbiKind.Bytes, null),
            ("bytes", _) => Simple(AbiKind.FixedBytes, Number(size, 1, 32)),
            ("bool", "") => Simple(AbiKind.Bool, null),
            ("address", "") => Simple(AbiKind.Address, null),
            ("string", "") => Simple(AbiKind.Text, null),
            _ => throw Refuse(text),
        };
    }

    /// <summary>The spelling that goes into selectors.</summary>
    public override string ToString() =>
        Kind switch
        {
            AbiKind.Uint => string.Create(CultureInfo.InvariantCulture, $"uint{Size}"),
            AbiKind.Int => string.Create(CultureInfo.InvariantCulture, $"int{Size}"),
            AbiKind.FixedBytes => string.Create(CultureInfo.InvariantCulture, $"bytes{Size}"),
            AbiKind.Array => string.Create(CultureInfo.InvariantCulture, $"{Members[0]}[{Size}]"),
            AbiKind.Tuple => $"({string.Join(',', Members)})",
            AbiKind.Bytes => "bytes",
            AbiKind.Bool => "bool",
            AbiKind.Address => "address",
            _ => "string",
        };

    private static AbiType Simple(AbiKind kind, int? size) => new(kind, size, []);

    private static List<string> Split(string tuple)
    {
        var members = new List<string>();
        var depth = 0;
        var start = 1;
        for (var i = 0; i < tuple.Length; i++)
        {
            depth +=
                tuple[i] == '(' ? 1
                : tuple[i] == ')' ? -1
                : 0;
            if (depth == 1 && tuple[i] == ',' || depth == 0)
            {
                members.Add(tuple[start..i]);
                start = i + 1;
            }
            if (depth == 0 && i != tuple.Length - 1)
                throw Refuse(tuple);
        }
        return depth == 0 ? members : throw Refuse(tuple);
    }

    private static int Number(string text, int least, int most, int step = 1) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number >= least
        && number <= most
        && number % step == 0
            ? number
            : throw Refuse(text);

    private static LedgerFormatException Refuse(string text) => new(LedgerFormatError.Abi, 0, $"no ABI type: {text}");
}
