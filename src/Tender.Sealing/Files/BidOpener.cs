using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Tender.Sealing;

/// <summary>
/// Opens one part of a sealed file with its part key (SBID1 7), from <see cref="SealedHeader.PartKey"/> or as disclosed at an opening.
/// </summary>
/// <remarks>
/// Of a segment nothing leaves before its tag was checked. Still a part counts only as a whole: when a refusal comes, what was
/// written before it MUST be thrown away.
/// </remarks>
public sealed class BidOpener(SealedHeader header, SealedPart part, byte[] partKey)
{
    private long left;

    /// <summary>
    /// Hashes of all leaves of the file, already checked against its root. When given, each segment is compared before it is opened, so
    /// that a storage fault (<see cref="SealingError.Root"/>) can be told from a garbage envelope (SBID1 14).
    /// </summary>
    public IReadOnlyList<byte[]>? LeafHashes { get; init; }

    /// <summary>
    /// Reads the part's segments from where <paramref name="segments"/> stands (<see cref="SealedPart.Offset"/> of the file) and writes
    /// the content.
    /// </summary>
    /// <param name="segments">Exactly <see cref="SealedPart.CiphertextLength"/> bytes are read from it.</param>
    /// <param name="content">Where the content goes; not flushed or disposed here.</param>
    /// <param name="progress">Sealed bytes opened so far.</param>
    /// <param name="cancellationToken">Stops between two segments.</param>
    /// <returns>Length of the content in bytes.</returns>
    /// <exception cref="SealingException">
    /// <see cref="SealingError.PayloadHeader"/> (wrong key), <see cref="SealingError.Truncated"/>, <see cref="SealingError.Root"/>,
    /// <see cref="SealingError.SegmentWord"/>, <see cref="SealingError.SegmentTag"/>, <see cref="SealingError.ContentLength"/> or
    /// <see cref="SealingError.Padding"/>, with the place in the file.
    /// </exception>
    public async Task<long> OpenAsync(
        Stream segments,
        Stream content,
        IProgress<long>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(segments);
        ArgumentNullException.ThrowIfNull(content);
        using var message = header.OpenPayload(part, partKey);
        using var decryptor = new FloeDecryptor(message);
        var buffer = GC.AllocateUninitializedArray<byte>(SealedLayout.SegmentLength + 1);
        var opened = 0L;
        long length = 0;
        try
        {
            for (long position = 0; position < part.SegmentCount; position++)
            {
                var slot = buffer.AsMemory(0, 1 + part.SegmentLengthAt(position));
                await ReadAsync(segments, slot[1..], position, cancellationToken).ConfigureAwait(false);
                CheckLeaf(slot.Span, position);
                var text = Open(decryptor, slot[1..], position);
                if (position == 0)
                {
                    left = length = ContentLength(text.Span);
                    text = text[SealedLayout.ContentPrefix..];
                }

                await content.WriteAsync(TakeContent(text, position), cancellationToken).ConfigureAwait(false);
                progress?.Report(opened += slot.Length - 1);
            }

            decryptor.Finish(part.Offset + part.CiphertextLength);
            return length;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer);
        }
    }

    private long OffsetOf(long position) => part.Offset + position * SealedLayout.SegmentLength;

    private async Task ReadAsync(Stream segments, Memory<byte> segment, long position, CancellationToken cancellation)
    {
        var read = await segments
            .ReadAtLeastAsync(segment, segment.Length, throwOnEndOfStream: false, cancellation)
            .ConfigureAwait(false);
        if (read < segment.Length)
            throw new SealingException(SealingError.Truncated, OffsetOf(position) + read, "segment");
    }

    // The byte before the segment makes the leaf: H(00 || segment).
    private void CheckLeaf(Span<byte> slot, long position)
    {
        if (LeafHashes is null)
            return;
        slot[0] = 0;
        var expected = LeafHashes[(int)(part.FirstLeaf + position)];
        if (!CryptographicOperations.FixedTimeEquals(SHA256.HashData(slot), expected))
            throw new SealingException(SealingError.Root, OffsetOf(position), "segment is not the one of the tree");
    }

    private Memory<byte> Open(FloeDecryptor decryptor, Memory<byte> segment, long position)
    {
        var text = decryptor.Next(segment.Span, position == part.SegmentCount - 1, OffsetOf(position));
        return segment.Slice(SealedLayout.TextStart, text.Length);
    }

    private long ContentLength(ReadOnlySpan<byte> text)
    {
        if (text.Length < SealedLayout.ContentPrefix)
            throw new SealingException(SealingError.ContentLength, part.Offset, "no room for a content length");
        var length = BinaryPrimitives.ReadInt64BigEndian(text);
        var fits = length >= 0 && length <= part.PlaintextLength - SealedLayout.ContentPrefix;
        if (!fits || SealedLayout.PlaintextLength(length, header.Padded) != part.PlaintextLength)
            throw new SealingException(SealingError.ContentLength, part.Offset, "content length");
        return length;
    }

    private ReadOnlyMemory<byte> TakeContent(ReadOnlyMemory<byte> text, long position)
    {
        var count = (int)Math.Min(left, text.Length);
        left -= count;
        if (text.Span[count..].ContainsAnyExcept((byte)0))
            throw new SealingException(SealingError.Padding, OffsetOf(position), "padding");
        return text[..count];
    }
}
