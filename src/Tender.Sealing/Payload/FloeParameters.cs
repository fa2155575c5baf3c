using System.Buffers.Binary;

namespace Tender.Sealing;

/// <summary>
/// The parameters of C2SP FLOE that are open: AES-256-GCM, HKDF-Expand-SHA-384 and an IV of 32 bytes are fixed. SBID1 uses
/// <see cref="Sbid1"/> only; the public vectors use shorter segments and an earlier change of the segment key.
/// </summary>
internal sealed record FloeParameters(int SegmentLength, int RotationMask = 20)
{
    public const int IvLength = 32;
    public const int KeyLength = 32;
    public const int TagLength = 32;
    public const int EncodedLength = 10;
    public const int HeaderLength = EncodedLength + IvLength + TagLength;

    /// <summary>Length word, IV and tag of a segment: what it is longer than its plaintext.</summary>
    public const int SegmentOverhead = 4 + 12 + 16;

    /// <summary>AEAD_MAX_SEGMENTS of AES-256-GCM.</summary>
    public const long MostSegments = 1L << 40;

    /// <summary>SBID1 7: segments of 256 KiB, rotation mask 20.</summary>
    public static FloeParameters Sbid1 { get; } = new(262_144);

    /// <summary>Plaintext bytes of a full segment.</summary>
    public int SegmentPlaintext => SegmentLength - SegmentOverhead;

    /// <summary>PARAM_ENCODE: AEAD_ID 0, KDF_ID 0, u32 segment length, u32 IV length.</summary>
    public byte[] Encode()
    {
        var bytes = new byte[EncodedLength];
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(2), SegmentLength);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(6), IvLength);
        return bytes;
    }
}
