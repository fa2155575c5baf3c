using System.Buffers.Binary;

namespace Tender.Sealing;

/// <summary>Reads big-endian fields one after the other and refuses with the place where the input ends too early or too late.</summary>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;

    /// <summary>Where the next field begins.</summary>
    public int Offset { get; private set; }

    public ReadOnlySpan<byte> Take(int count, string field)
    {
        if (bytes.Length - Offset < count)
            throw new SealingException(SealingError.Truncated, Offset, field);
        var taken = bytes.Slice(Offset, count);
        Offset += count;
        return taken;
    }

    public byte U8(string field) => Take(1, field)[0];

    public ushort U16(string field) => BinaryPrimitives.ReadUInt16BigEndian(Take(2, field));

    public uint U32(string field) => BinaryPrimitives.ReadUInt32BigEndian(Take(4, field));

    public ulong U64(string field) => BinaryPrimitives.ReadUInt64BigEndian(Take(8, field));

    /// <summary>Takes bytes that must be zero.</summary>
    public void Zeros(int count, string field)
    {
        var start = Offset;
        var other = Take(count, field).IndexOfAnyExcept((byte)0);
        if (other >= 0)
            throw new SealingException(SealingError.Reserved, start + other, field);
    }

    public readonly void End()
    {
        if (Offset != bytes.Length)
            throw new SealingException(SealingError.TrailingBytes, Offset, "end");
    }
}
