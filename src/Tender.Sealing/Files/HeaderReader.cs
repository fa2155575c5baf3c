using System.Buffers.Binary;

namespace Tender.Sealing;

/// <summary>The grammar of the header (SBID1 5): every rule in file order, each with a refusal of its own.</summary>
internal static class HeaderReader
{
    public const byte PaddedFlag = 0b10;
    private const byte Version = 1;
    public const ushort Suite = 1;
    public const byte ThresholdStanza = 1;

    // FLOE's 2^40 segments; eight such parts still fit a signed 64-bit length.
    private const ulong LongestPart = (ulong)FloeParameters.MostSegments * SealedLayout.SegmentLength;

    public static int ReadPreamble(ReadOnlySpan<byte> bytes)
    {
        var reader = new ByteReader(bytes);
        var magic = bytes[..Math.Min(bytes.Length, SealedLayout.Magic.Length)];
        if (!SealedLayout.Magic.StartsWith(magic))
            throw new SealingException(SealingError.Magic, 0, "magic");
        _ = reader.Take(SealedLayout.Magic.Length, "magic");
        if (reader.U8("version") != Version)
            throw new SealingException(SealingError.Version, 8, "version");
        if ((reader.U8("flags") & ~PaddedFlag) != 0)
            throw new SealingException(SealingError.Flags, 9, "flags");
        if (reader.U16("suite") != Suite)
            throw new SealingException(SealingError.Suite, 10, "suite");
        var length = reader.U32("header length");
        for (var parts = 1; parts <= SealedLayout.MostParts; parts++)
            if (length == SealedLayout.HeaderLength(parts))
                return (int)length;
        throw new SealingException(SealingError.HeaderLength, 12, "header length");
    }

    public static SealedHeader Read(ReadOnlyMemory<byte> bytes)
    {
        var length = ReadPreamble(bytes.Span);
        if (bytes.Length < length)
            throw new SealingException(SealingError.Truncated, bytes.Length, "header");
        if (bytes.Length > length)
            throw new SealingException(SealingError.TrailingBytes, length, "header");
        var count = ReadCore(bytes.Span);
        if (length != SealedLayout.HeaderLength(count))
            throw new SealingException(SealingError.HeaderLength, 12, "header length for the number of parts");
        var parts = new List<SealedPart>(count);
        for (var index = 0; index < count; index++)
            parts.Add(ReadPart(bytes, index, count, index == 0 ? null : parts[^1]));
        return new SealedHeader(bytes, parts);
    }

    private static int ReadCore(ReadOnlySpan<byte> bytes)
    {
        var reader = new ByteReader(bytes);
        _ = reader.Take(SealedLayout.SecretCommitmentStart, "binding");
        // Without flag B there is no secret of the bidder to commit to.
        reader.Zeros(32, "sbCommit");
        var count = reader.U8("number of parts");
        if (count is 0 or > SealedLayout.MostParts)
            throw new SealingException(SealingError.PartCount, SealedLayout.PartCountStart, "number of parts");
        reader.Zeros(7, "reserved bytes of the binding");
        return count;
    }

    private static SealedPart ReadPart(ReadOnlyMemory<byte> bytes, int index, int count, SealedPart? previous)
    {
        const int entry = SealedLayout.DescriptionLength + SealedLayout.StanzaLength;
        var start = SealedLayout.CoreLength + index * entry;
        var description = bytes.Slice(start, SealedLayout.DescriptionLength);
        var length = ReadDescription(description.Span, start, previous?.PartId ?? 0);
        var stanza = start + SealedLayout.DescriptionLength;
        var payload = SealedLayout.CoreLength + count * entry + index * SealedLayout.PayloadHeaderLength;
        var part = new SealedPart
        {
            Index = index,
            PartId = description.Span[0],
            Phase = description.Span[1],
            CiphertextLength = length,
            Offset = previous is null ? SealedLayout.HeaderLength(count) : previous.Offset + previous.CiphertextLength,
            FirstLeaf = previous is null ? 1 : previous.FirstLeaf + previous.SegmentCount,
            Description = description,
            Enc = bytes.Slice(stanza, SealedLayout.EncLength),
            Wrapped = bytes.Slice(stanza + SealedLayout.EncLength, SealedLayout.WrappedLength),
            Label = bytes.Slice(stanza + SealedLayout.EncLength + SealedLayout.WrappedLength, SealedLayout.LabelLength),
            PayloadHeader = bytes.Slice(payload, SealedLayout.PayloadHeaderLength),
            PayloadHeaderOffset = payload,
            StanzaOffset = stanza,
        };
        CheckStanza(part);
        if (!part.PayloadHeader.Span.StartsWith(FloeParameters.Sbid1.Encode()))
            throw new SealingException(SealingError.PayloadParameters, payload, "payload parameters");
        return part;
    }

    private static long ReadDescription(ReadOnlySpan<byte> description, int start, byte previousId)
    {
        if (description[0] <= previousId)
            throw new SealingException(SealingError.PartId, start, "part id");
        if (description[1] is 0 or > SealedLayout.MostPhases)
            throw new SealingException(SealingError.Phase, start + 1, "phase");
        if (description[2] != ThresholdStanza)
            throw new SealingException(SealingError.StanzaKind, start + 2, "stanza kind");
        if (description[3] != 0)
            throw new SealingException(SealingError.Reserved, start + 3, "reserved byte of the part");
        if (BinaryPrimitives.ReadUInt32BigEndian(description[4..]) != SealedLayout.SegmentLength)
            throw new SealingException(SealingError.SegmentLength, start + 4, "segment length");
        var length = BinaryPrimitives.ReadUInt64BigEndian(description[8..]);
        // One encoding per content: no empty last segment, and room for the length of the content.
        var last = length % SealedLayout.SegmentLength;
        if (length is < SealedLayout.SmallestPart or > LongestPart || last is > 0 and <= FloeParameters.SegmentOverhead)
            throw new SealingException(SealingError.PartLength, start + 8, "part length");
        return (long)length;
    }

    private static void CheckStanza(SealedPart part)
    {
        _ = CurvePoint.Decode65(part.Enc.Span, part.StanzaOffset);
        _ = LabelProof.Decode(part.Label.Span, part.LabelOffset);
    }
}
