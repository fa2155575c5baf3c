namespace Tender.Sealing;

/// <summary>Lengths and places of the file format (SBID1 5), suite INT-1, in bytes.</summary>
public static class SealedLayout
{
    /// <summary>A: magic, version, flags, suite, header length.</summary>
    public const int PreambleLength = 16;

    /// <summary>A and B together: what every key of the file is bound to.</summary>
    public const int CoreLength = 240;

    /// <summary>The description of a part before its stanza.</summary>
    public const int DescriptionLength = 16;

    /// <summary>enc 65, wrapped secret 48, label 65.</summary>
    public const int StanzaLength = EncLength + WrappedLength + LabelLength;

    /// <summary>An uncompressed point.</summary>
    public const int EncLength = 65;

    /// <summary>A part secret and its tag.</summary>
    public const int WrappedLength = 48;

    /// <summary>R 33, z 32.</summary>
    public const int LabelLength = 65;

    /// <summary>The FLOE header of a part.</summary>
    public const int PayloadHeaderLength = FloeParameters.HeaderLength;

    /// <summary>A whole segment: all but the last of a part have this length.</summary>
    public const int SegmentLength = 262_144;

    /// <summary>Plaintext of a whole segment.</summary>
    public const int SegmentPlaintext = SegmentLength - FloeParameters.SegmentOverhead;

    /// <summary>Parts of a file.</summary>
    public const int MostParts = 8;

    /// <summary>Phases of an opening.</summary>
    public const int MostPhases = 8;

    /// <summary>The longest header that the format can name; suite INT-1 never needs so much.</summary>
    public const int LongestHeader = 65_536;

    /// <summary>Before the content of a part stands its length.</summary>
    public const int ContentPrefix = 8;

    /// <summary>Bytes of a part's segments for an empty content, below which no part can be.</summary>
    public const int SmallestPart = FloeParameters.SegmentOverhead + ContentPrefix;

    /// <summary>Where the text of a segment begins: after word and IV.</summary>
    internal const int TextStart = 16;

    internal const int TenderRefStart = 16;
    internal const int LotStart = 48;
    internal const int DocHashStart = 64;
    internal const int KeySetIdStart = 96;
    internal const int BidderTagStart = 128;
    internal const int NonceHashStart = 160;
    internal const int SealedAtStart = 192;
    internal const int SecretCommitmentStart = 200;
    internal const int PartCountStart = 232;

    internal static ReadOnlySpan<byte> Magic => [0x89, 0x53, 0x42, 0x49, 0x44, 0x0D, 0x0A, 0x1A];

    /// <summary>Header length of a file with so many parts: 776 for two.</summary>
    public static int HeaderLength(int parts) =>
        CoreLength + parts * (DescriptionLength + StanzaLength + PayloadHeaderLength);

    /// <summary>Plaintext bytes of a part: its length, its content, and zeros up to the Padmé size when the file is padded.</summary>
    public static long PlaintextLength(long contentLength, bool padded)
    {
        var plain = checked(contentLength + ContentPrefix);
        return padded ? Padme.Size(plain) : plain;
    }

    /// <summary>Segments of a part with so many plaintext bytes: <c>max(1, ceil(L / 262,112))</c>.</summary>
    public static long SegmentCount(long plaintextLength) =>
        Math.Max(1, (plaintextLength + SegmentPlaintext - 1) / SegmentPlaintext);

    /// <summary>Bytes of all segments of a part with so many plaintext bytes.</summary>
    public static long CiphertextLength(long plaintextLength) =>
        checked(plaintextLength + SegmentCount(plaintextLength) * FloeParameters.SegmentOverhead);
}
