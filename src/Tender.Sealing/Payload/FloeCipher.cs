using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Tender.Sealing;

/// <summary>
/// Seals and opens single segments of a message in place, at any position (the semi-public functions of C2SP FLOE). One for each
/// worker: it keeps an AES-GCM context. A segment lies as u32 | IV 12 | text | tag 16.
/// </summary>
internal sealed class FloeCipher(FloeMessage message) : IDisposable
{
    private const uint NotFinal = 0xFFFF_FFFF;
    private const int IvStart = 4;
    private const int TextStart = 16;
    private const int TagLength = 16;
    private AesGcm? aes;
    private ulong group;

    /// <summary>
    /// Turns the plaintext between IV and tag of <paramref name="segment"/> into ciphertext and writes word, IV and tag around it.
    /// </summary>
    public void Seal(ulong position, bool final, ReadOnlySpan<byte> iv, Span<byte> segment)
    {
        var parameters = message.Parameters;
        if (segment.Length < FloeParameters.SegmentOverhead || segment.Length > parameters.SegmentLength)
            throw new ArgumentOutOfRangeException(nameof(segment), segment.Length, "no segment has this length");
        if (!final && segment.Length != parameters.SegmentLength)
            throw new ArgumentOutOfRangeException(
                nameof(segment),
                segment.Length,
                "only the final segment may be short"
            );
        BinaryPrimitives.WriteUInt32BigEndian(segment, final ? (uint)segment.Length : NotFinal);
        iv.CopyTo(segment[IvStart..TextStart]);
        Span<byte> aad = stackalloc byte[9];
        WriteAad(aad, position, final);
        var text = segment[TextStart..^TagLength];
        Keyed(position).Encrypt(iv, text, text, segment[^TagLength..], aad);
    }

    /// <summary>Opens in place; what is returned is the plaintext inside <paramref name="segment"/>.</summary>
    /// <exception cref="SealingException">
    /// <see cref="SealingError.SegmentWord"/>, <see cref="SealingError.SegmentLength"/> or <see cref="SealingError.SegmentTag"/>; the
    /// segment holds no plaintext then.
    /// </exception>
    public Span<byte> Open(ulong position, bool final, Span<byte> segment, long offset = 0)
    {
        var whole = message.Parameters.SegmentLength;
        if (
            segment.Length < FloeParameters.SegmentOverhead
            || segment.Length > whole
            || !final && segment.Length != whole
        )
            throw new SealingException(SealingError.SegmentLength, offset, "segment length");
        if (BinaryPrimitives.ReadUInt32BigEndian(segment) != (final ? (uint)segment.Length : NotFinal))
            throw new SealingException(SealingError.SegmentWord, offset, "segment length word");
        Span<byte> aad = stackalloc byte[9];
        WriteAad(aad, position, final);
        var text = segment[TextStart..^TagLength];
        try
        {
            Keyed(position).Decrypt(segment[IvStart..TextStart], text, segment[^TagLength..], text, aad);
        }
        catch (AuthenticationTagMismatchException wrong)
        {
            CryptographicOperations.ZeroMemory(text);
            throw new SealingException(SealingError.SegmentTag, offset, "segment tag", wrong);
        }

        return text;
    }

    public void Dispose() => aes?.Dispose();

    private AesGcm Keyed(ulong position)
    {
        var wanted = message.KeyGroup(position);
        if (aes is not null && group == wanted)
            return aes;
        aes?.Dispose();
        Span<byte> key = stackalloc byte[FloeParameters.KeyLength];
        message.SegmentKey(wanted, key);
        aes = new AesGcm(key, TagLength);
        group = wanted;
        CryptographicOperations.ZeroMemory(key);
        return aes;
    }

    private static void WriteAad(Span<byte> aad, ulong position, bool final)
    {
        BinaryPrimitives.WriteUInt64BigEndian(aad, position);
        aad[8] = final ? (byte)1 : (byte)0;
    }
}
