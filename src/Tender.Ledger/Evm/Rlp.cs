using System.Buffers;
using System.Buffers.Binary;

namespace Tender.Ledger.Evm;

/// <summary>
/// Recursive length prefix (Ethereum yellow paper, appendix B). The decoder MUST accept the one canonical encoding only: lengths in
/// their shortest form, single bytes below 0x80 without prefix, no trailing bytes. So equal bytes and equal items are the same thing.
/// </summary>
public static class Rlp
{
    /// <summary>Deepest nesting read. Blocks, transactions, proofs and trie nodes need four.</summary>
    public const int MaximumDepth = 64;

    private const int ShortLimit = 55;
    private const byte StringMark = 0x80;
    private const byte ListMark = 0xc0;

    /// <summary>The canonical encoding.</summary>
    public static byte[] Encode(RlpItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        var output = new ArrayBufferWriter<byte>();
        Write(item, output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>The canonical encoding of a list of these items.</summary>
    public static byte[] EncodeList(params IEnumerable<RlpItem> items) => Encode(RlpItem.List(items));

    /// <summary>Reads one item that is the whole input.</summary>
    /// <exception cref="LedgerFormatException">Kind Rlp: anything but the canonical encoding, trailing bytes included.</exception>
    public static RlpItem Decode(ReadOnlySpan<byte> input)
    {
        var position = 0;
        var item = Read(input, ref position, 0);
        return position == input.Length ? item : throw Refuse(position, "trailing bytes");
    }

    private static void Write(RlpItem item, ArrayBufferWriter<byte> output)
    {
        if (!item.IsList)
        {
            if (item.Bytes is not [< StringMark])
                WritePrefix(StringMark, item.Bytes.Length, output);
            output.Write(item.Bytes);
            return;
        }
        var content = new ArrayBufferWriter<byte>();
        foreach (var member in item.Items)
            Write(member, content);
        WritePrefix(ListMark, content.WrittenCount, output);
        output.Write(content.WrittenSpan);
    }

    private static void WritePrefix(byte mark, int length, ArrayBufferWriter<byte> output)
    {
        if (length <= ShortLimit)
        {
            output.Write([(byte)(mark + length)]);
            return;
        }
        Span<byte> size = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(size, length);
        var digits = size.TrimStart((byte)0);
        output.Write([(byte)(mark + ShortLimit + digits.Length)]);
        output.Write(digits);
    }

    private static RlpItem Read(ReadOnlySpan<byte> input, ref int position, int depth)
    {
        if (depth > MaximumDepth)
            throw Refuse(position, "nested too deep");
        if (position >= input.Length)
            throw Refuse(position, "an item is missing");
        var start = position;
        var first = input[position++];
        if (first < StringMark)
            return RlpItem.Of([first]);
        var mark = first < ListMark ? StringMark : ListMark;
        var length = ReadLength(input, ref position, first - mark);
        if (mark == StringMark)
        {
            var bytes = input.Slice(position, length);
            if (bytes is [< StringMark])
                throw Refuse(start, "a single small byte with a prefix");
            position += length;
            return RlpItem.Of(bytes);
        }
        var end = position + length;
        var members = new List<RlpItem>();
        while (position < end)
            members.Add(Read(input[..end], ref position, depth + 1));
        return RlpItem.List(members);
    }

    /// <summary>The length of the content after the prefix; it never reaches beyond the input.</summary>
    private static int ReadLength(ReadOnlySpan<byte> input, ref int position, int low)
    {
        long length = low;
        if (low > ShortLimit)
        {
            var digits = low - ShortLimit;
            if (digits > input.Length - position)
                throw Refuse(position, "cut inside a length");
            if (digits > 4 || input[position] == 0)
                throw Refuse(position, "a length with leading zeros or above 32 bits");
            length = 0;
            foreach (var digit in input.Slice(position, digits))
                length = length << 8 | digit;
            if (length <= ShortLimit)
                throw Refuse(position, "a length that fits the short form");
            position += digits;
        }
        return length <= input.Length - position ? (int)length : throw Refuse(position, "content is cut");
    }

    private static LedgerFormatException Refuse(long offset, string detail) =>
        new(LedgerFormatError.Rlp, offset, detail);
}
