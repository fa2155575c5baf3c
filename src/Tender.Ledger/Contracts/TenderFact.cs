using System.Buffers.Binary;

namespace Tender.Ledger.Contracts;

/// <summary>
/// What one event of <c>TenderChain</c> says (Ledger 3.2): fifteen kinds, each with a packed payload of fixed width. Hashes are 32
/// bytes, times seconds since 1970 UTC.
/// </summary>
public abstract record TenderFact
{
    /// <summary>Number of the kind, 1 to 15.</summary>
    public abstract byte Kind { get; }

    /// <summary>Reads a payload.</summary>
    /// <exception cref="LedgerFormatException">Kind Abi: no such kind, another width, or a flag byte out of range.</exception>
    public static TenderFact Decode(byte kind, ReadOnlySpan<byte> payload)
    {
        var reader = new PayloadReader(payload);
        TenderFact fact = kind switch
        {
            1 => new TenderRegistered(reader.Hash(), reader.UInt64(), reader.Byte()),
            2 => new DeadlineExtended(reader.UInt64(), reader.Hash()),
            3 => new TenderHeld(reader.Hash()),
            4 => new TenderResumed(reader.UInt64(), reader.Hash()),
            5 => new NoticePublished(reader.Hash()),
            6 => new KeyPublished(reader.Hash(), reader.Hash(), reader.Hash(), reader.Byte(), reader.Byte()),
            7 => new SetSealed(reader.Byte(), reader.Hash(), reader.UInt32(), reader.UInt64()),
            8 => new PhaseSealed(reader.Byte(), reader.Hash(), reader.UInt32(), reader.Hash()),
            9 => new ShareCommitted(reader.Byte(), reader.Byte(), reader.Hash()),
            10 => new OpeningRecorded(reader.Byte(), reader.Hash()),
            11 => new TenderFailed(reader.UInt32()),
            12 => new TenderCancelled(reader.Hash()),
            13 => new ObjectionRecorded(reader.Hash()),
            14 => new ResultRecorded(reader.Hash()),
            15 => new OpeningOrdered(reader.Byte(), reader.Hash(), reader.Hash()),
            _ => throw new LedgerFormatException(LedgerFormatError.Abi, 0, $"no fact of kind {kind}"),
        };
        reader.End();
        return fact;
    }

    private ref struct PayloadReader(ReadOnlySpan<byte> bytes)
    {
        private readonly ReadOnlySpan<byte> bytes = bytes;
        private int position;

        internal byte[] Hash() => Take(32).ToArray();

        internal byte Byte() => Take(1)[0];

        internal uint UInt32() => BinaryPrimitives.ReadUInt32BigEndian(Take(4));

        internal ulong UInt64() => BinaryPrimitives.ReadUInt64BigEndian(Take(8));

        internal readonly void End()
        {
            if (position != bytes.Length)
                throw new LedgerFormatException(LedgerFormatError.Abi, position, "payload with trailing bytes");
        }

        private ReadOnlySpan<byte> Take(int count)
        {
            if (count > bytes.Length - position)
                throw new LedgerFormatException(LedgerFormatError.Abi, position, "payload is cut");
            position += count;
            return bytes.Slice(position - count, count);
        }
    }
}
