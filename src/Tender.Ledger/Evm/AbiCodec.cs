using System.Buffers.Binary;
using System.Collections;
using System.Numerics;
using System.Text;

namespace Tender.Ledger.Evm;

/// <summary>
/// Values of the contract ABI (Solidity documentation, "Contract ABI Specification"). In .NET: numbers are <see cref="BigInteger"/>
/// (integers of any width are taken too), <c>address</c> is <see cref="Address"/>, bytes are <c>byte[]</c>, arrays and tuples are
/// <c>object[]</c>. The decoder MUST accept the canonical encoding only.
/// </summary>
internal static class AbiCodec
{
    internal const int Word = 32;

    /// <summary>Encodes values as the arguments of a call, without selector.</summary>
    /// <exception cref="LedgerFormatException">Kind Abi: a value does not fit its type.</exception>
    internal static byte[] Encode(IReadOnlyList<AbiType> types, IReadOnlyList<object> values)
    {
        if (types.Count != values.Count)
            throw Refuse(0, $"{values.Count} values for {types.Count} types");
        var heads = new MemoryStream();
        var tails = new MemoryStream();
        var headSize = types.Sum(t => t.HeadSize);
        for (var i = 0; i < types.Count; i++)
        {
            var encoded = EncodeValue(types[i], values[i]);
            heads.Write(types[i].IsDynamic ? EncodeNumber(headSize + tails.Length, 256, false) : encoded);
            if (types[i].IsDynamic)
                tails.Write(encoded);
        }
        tails.Position = 0;
        tails.CopyTo(heads);
        return heads.ToArray();
    }

    /// <summary>Decodes the arguments of a call, a result or the data of an event.</summary>
    /// <exception cref="LedgerFormatException">Kind Abi: cut, an offset or length out of range, a value out of range, or not canonical.</exception>
    internal static object[] Decode(IReadOnlyList<AbiType> types, byte[] data)
    {
        var values = DecodeTuple(types, data, 0);
        if (!Encode(types, values).AsSpan().SequenceEqual(data))
            throw Refuse(0, "not the canonical encoding");
        return values;
    }

    private static byte[] EncodeValue(AbiType type, object value) =>
        (type.Kind, value) switch
        {
            (AbiKind.Bool, bool b) => EncodeNumber(b ? 1 : 0, 8, false),
            (AbiKind.Address, Address a) => [.. new byte[12], .. a.ToBytes()],
            (AbiKind.FixedBytes, byte[] b) when b.Length == type.Size => PadRight(b),
            (AbiKind.Bytes, byte[] b) => [.. EncodeNumber(b.Length, 256, false), .. PadRight(b)],
            (AbiKind.Text, string s) => EncodeValue(new AbiType(AbiKind.Bytes, null, []), Encoding.UTF8.GetBytes(s)),
            (AbiKind.Uint, _) => EncodeNumber(ToNumber(value), type.Size!.Value, false),
            (AbiKind.Int, _) => EncodeNumber(ToNumber(value), type.Size!.Value, true),
            (AbiKind.Array, IList list) when type.Size is null || type.Size == list.Count =>
            [
                .. type.Size is null ? EncodeNumber(list.Count, 256, false) : [],
                .. Encode(Repeat(type.Members[0], list.Count), [.. list.Cast<object>()]),
            ],
            (AbiKind.Tuple, object[] members) => Encode(type.Members, members),
            _ => throw Refuse(0, $"a {value.GetType().Name} is no {type}"),
        };

    private static BigInteger ToNumber(object value) =>
        value switch
        {
            BigInteger n => n,
            ulong n => n,
            long n => n,
            uint n => n,
            int n => n,
            ushort n => n,
            byte n => n,
            _ => throw Refuse(0, $"a {value.GetType().Name} is no number"),
        };

    private static byte[] EncodeNumber(BigInteger value, int bits, bool signed)
    {
        var (least, most) = signed
            ? (-BigInteger.Pow(2, bits - 1), BigInteger.Pow(2, bits - 1))
            : (BigInteger.Zero, BigInteger.Pow(2, bits));
        if (value < least || value >= most)
            throw Refuse(0, $"{value} does not fit {bits} bits");
        var word = new byte[Word];
        word.AsSpan().Fill(value.Sign < 0 ? (byte)0xff : (byte)0);
        var bytes = value.ToByteArray(isUnsigned: !signed, isBigEndian: true);
        bytes.CopyTo(word, Word - bytes.Length);
        return word;
    }

    private static byte[] PadRight(byte[] bytes)
    {
        var padded = new byte[(bytes.Length + Word - 1) / Word * Word];
        bytes.CopyTo(padded, 0);
        return padded;
    }

    /// <summary>Reads members whose heads begin at <paramref name="start"/>; offsets count from there.</summary>
    private static object[] DecodeTuple(IReadOnlyList<AbiType> types, byte[] data, int start)
    {
        var values = new object[types.Count];
        var head = start;
        for (var i = 0; i < types.Count; i++)
        {
            var at = types[i].IsDynamic ? checked(start + ReadLength(data, head, data.Length - start)) : head;
            values[i] = DecodeValue(types[i], data, at);
            head += types[i].HeadSize;
        }
        return values;
    }

    private static object DecodeValue(AbiType type, byte[] data, int at) =>
        type.Kind switch
        {
            AbiKind.Uint or AbiKind.Int => new BigInteger(
                Slice(data, at, Word),
                type.Kind == AbiKind.Uint,
                isBigEndian: true
            ),
            AbiKind.Bool => Slice(data, at, Word)[^1] == 1,
            AbiKind.Address => new Address(Slice(data, at, Word)[12..]),
            AbiKind.FixedBytes => Slice(data, at, type.Size!.Value).ToArray(),
            AbiKind.Bytes => DecodeBytes(data, at).ToArray(),
            AbiKind.Text => Encoding.UTF8.GetString(DecodeBytes(data, at)),
            AbiKind.Tuple => DecodeTuple(type.Members, data, at),
            _ => DecodeArray(type, data, at),
        };

    private static object[] DecodeArray(AbiType type, byte[] data, int at)
    {
        var element = type.Members[0];
        if (type.Size is { } size)
            return DecodeTuple(Repeat(element, size), data, at);
        var count = ReadLength(data, at, (data.Length - at) / element.HeadSize);
        return DecodeTuple(Repeat(element, count), data, at + Word);
    }

    private static ReadOnlySpan<byte> DecodeBytes(byte[] data, int at) =>
        Slice(data, at + Word, ReadLength(data, at, data.Length - at));

    private static int ReadLength(byte[] data, int at, int most)
    {
        var word = Slice(data, at, Word);
        var length = BinaryPrimitives.ReadUInt32BigEndian(word[28..]);
        return !word[..28].ContainsAnyExcept((byte)0) && length <= most
            ? (int)length
            : throw Refuse(at, "an offset or length beyond the data");
    }

    private static ReadOnlySpan<byte> Slice(byte[] data, int at, int length) =>
        at >= 0 && length <= data.Length - at ? data.AsSpan(at, length) : throw Refuse(at, "cut");

    private static AbiType[] Repeat(AbiType type, int count) => [.. Enumerable.Repeat(type, count)];

    private static LedgerFormatException Refuse(long offset, string detail) =>
        new(LedgerFormatError.Abi, offset, detail);
}
