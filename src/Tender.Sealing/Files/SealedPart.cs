namespace Tender.Sealing;

/// <summary>One part of a sealed file as its header tells it (SBID1 5, C and D). All fields are checked for their form.</summary>
public sealed class SealedPart
{
    internal SealedPart() { }

    /// <summary>Place in the header, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>1 summary, 2 technical or body, 3 price, 4 credit, ...</summary>
    public required byte PartId { get; init; }

    /// <summary>In which phase of the opening the part opens, 1..8.</summary>
    public required byte Phase { get; init; }

    /// <summary>Bytes of all segments of the part.</summary>
    public required long CiphertextLength { get; init; }

    /// <summary>Where the part's first segment begins in the file.</summary>
    public required long Offset { get; init; }

    /// <summary>Number of the part's first segment in the tree; leaf 0 is the header (SBID1 8).</summary>
    public required long FirstLeaf { get; init; }

    /// <summary>The 16 bytes that describe the part.</summary>
    public required ReadOnlyMemory<byte> Description { get; init; }

    /// <summary>The ephemeral point, pt65, checked to be on the curve.</summary>
    public required ReadOnlyMemory<byte> Enc { get; init; }

    /// <summary>
    /// x of <see cref="Enc"/>, 32 bytes: what may never be seen twice (SBID1 11.1). A point and its inverse have one x, and whoever has the
    /// scalar of one can label both; an answer to one would be an answer to the other.
    /// </summary>
    public ReadOnlyMemory<byte> EncX => Enc.Slice(1, 32);

    /// <summary>The part secret S_T under HPKE, 48 bytes.</summary>
    public required ReadOnlyMemory<byte> Wrapped { get; init; }

    /// <summary>The label proof R || z, 65 bytes. Its form is checked; whether it holds tells <see cref="SealedHeader.CheckLabels"/>.</summary>
    public required ReadOnlyMemory<byte> Label { get; init; }

    /// <summary>The FLOE header, 74 bytes.</summary>
    public required ReadOnlyMemory<byte> PayloadHeader { get; init; }

    /// <summary>Where <see cref="PayloadHeader"/> begins in the file.</summary>
    public required int PayloadHeaderOffset { get; init; }

    /// <summary>Where <see cref="Enc"/> begins in the file; the wrapped secret and the label follow it.</summary>
    public required int StanzaOffset { get; init; }

    /// <summary>Where <see cref="Label"/> begins in the file.</summary>
    public int LabelOffset => StanzaOffset + SealedLayout.EncLength + SealedLayout.WrappedLength;

    /// <summary>The FLOE IV, 32 bytes: never seen twice (SBID1 11.1).</summary>
    public ReadOnlyMemory<byte> PayloadIv => PayloadHeader.Slice(FloeParameters.EncodedLength, FloeParameters.IvLength);

    /// <summary>Segments of the part.</summary>
    public long SegmentCount => (CiphertextLength + SealedLayout.SegmentLength - 1) / SealedLayout.SegmentLength;

    /// <summary>Plaintext bytes: length, content and padding.</summary>
    public long PlaintextLength => CiphertextLength - SegmentCount * FloeParameters.SegmentOverhead;

    /// <summary>Bytes of the segment at <paramref name="position"/> of the part.</summary>
    public int SegmentLengthAt(long position) =>
        position < SegmentCount - 1
            ? SealedLayout.SegmentLength
            : (int)(CiphertextLength - (SegmentCount - 1) * SealedLayout.SegmentLength);
}
