namespace Tender.Sealing;

/// <summary>What is wrong with bytes that were read. A program translates the kind; nobody reads the detail of an exception.</summary>
public enum SealingError
{
    /// <summary>The input ends before a field ends.</summary>
    Truncated,

    /// <summary>Bytes follow after the last field.</summary>
    TrailingBytes,

    /// <summary>The first eight bytes are not those of the format: not a sealed file at all.</summary>
    Magic,

    /// <summary>A version this program does not know.</summary>
    Version,

    /// <summary>A flag this program does not know, or one whose number is reserved (B, SBID1 1).</summary>
    Flags,

    /// <summary>Another suite than INT-1 (SBID1 3).</summary>
    Suite,

    /// <summary>Another stanza kind than 1 (SBID1 1).</summary>
    StanzaKind,

    /// <summary>A part identifier of 0, or one that does not ascend strictly.</summary>
    PartId,

    /// <summary>An opening phase outside 1..8.</summary>
    Phase,

    /// <summary>A byte that must be zero is not.</summary>
    Reserved,

    /// <summary>The number of parts is not 1..8.</summary>
    PartCount,

    /// <summary>The length of the header is not the one that its parts give.</summary>
    HeaderLength,

    /// <summary>Another segment length than 262,144.</summary>
    SegmentLength,

    /// <summary>A length of a part's segments that no content gives: its remainder is 1..32, or it is below the smallest.</summary>
    PartLength,

    /// <summary>The file is not as long as its header says.</summary>
    FileLength,

    /// <summary>Other FLOE parameters than the ones of the suite.</summary>
    PayloadParameters,

    /// <summary>Bytes that are no point of the curve in the demanded form, or the point at infinity.</summary>
    Point,

    /// <summary>A scalar that is not below the order of the group (or zero where zero is not allowed).</summary>
    Scalar,

    /// <summary>The label proof does not hold: the ephemeral key was not made for this header (SBID1 6.3).</summary>
    Label,

    /// <summary>The tag of the wrapped part secret does not hold: wrong shared point, key set or header (SBID1 6.2).</summary>
    Wrap,

    /// <summary>The tag of a part's FLOE header does not hold: wrong part key or altered header (SBID1 7).</summary>
    PayloadHeader,

    /// <summary>The length word of a segment is neither <c>FFFFFFFF</c> nor the segment's own length.</summary>
    SegmentWord,

    /// <summary>The tag of a segment does not hold.</summary>
    SegmentTag,

    /// <summary>A part ends without its final segment, or goes on after it.</summary>
    Unfinished,

    /// <summary>More segments than FLOE allows.</summary>
    TooLong,

    /// <summary>The content length in a part's plaintext does not fit its bytes.</summary>
    ContentLength,

    /// <summary>The padding of a part is not zero, or has another length than Padmé gives.</summary>
    Padding,

    /// <summary>Another tree root or header hash than the expected one.</summary>
    Root,

    /// <summary>The file belongs to another tender, lot or key set than the expected one.</summary>
    OtherTender,

    /// <summary>The password does not open the key file, or the file was altered: the two cannot be told apart.</summary>
    Password,

    /// <summary>Text that is not UTF-8 JSON of the demanded shape.</summary>
    Json,

    /// <summary>A member that the shape does not know, or one that occurs twice.</summary>
    Member,

    /// <summary>A value outside what its field allows.</summary>
    Value,

    /// <summary>A signed message whose outer form (CMS, certificate) cannot be read.</summary>
    Envelope,

    /// <summary>A signature or a proof that does not hold.</summary>
    Signature,

    /// <summary>Fewer or more items than demanded: messages, seats, commitments, points.</summary>
    Count,

    /// <summary>A seat number of 0, above n, or one that occurs twice.</summary>
    Seat,
}
