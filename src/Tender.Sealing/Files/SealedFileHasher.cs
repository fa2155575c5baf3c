using System.Buffers.Binary;

namespace Tender.Sealing;

/// <summary>
/// Takes the bytes of a sealed file as they arrive, in pieces of any size, checks header and segment frames as early as possible and
/// builds the tree (SBID1 8). Needs no key. Memory: one segment, and 32 bytes for each. Not for concurrent use.
/// </summary>
public sealed class SealedFileHasher
{
    private readonly TreeBuilder tree = new();
    private readonly byte[] leaf = GC.AllocateUninitializedArray<byte>(1 + SealedLayout.SegmentLength);
    private int filled;
    private int wanted = SealedLayout.PreambleLength;
    private int part;
    private long position;

    /// <summary>The header, once all its bytes are here.</summary>
    public SealedHeader? Header { get; private set; }

    /// <summary>Bytes taken so far.</summary>
    public long Length { get; private set; }

    /// <summary>Hashes of the leaves that are complete.</summary>
    public IReadOnlyList<byte[]> LeafHashes => tree.LeafHashes;

    /// <summary>Whether the file has come to its end: more bytes would be refused.</summary>
    public bool IsComplete => Header is not null && part == Header.Parts.Count;

    /// <summary>Takes the next bytes.</summary>
    /// <exception cref="SealingException">
    /// A refusal of <see cref="SealedHeader.Parse"/>, <see cref="SealingError.SegmentWord"/> or <see cref="SealingError.FileLength"/>
    /// (bytes after the end). The hasher MUST NOT be used after it.
    /// </exception>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (IsComplete)
                throw new SealingException(SealingError.FileLength, Length, "bytes after the last segment");
            var count = Math.Min(wanted - filled, bytes.Length);
            bytes[..count].CopyTo(leaf.AsSpan(1 + filled));
            bytes = bytes[count..];
            filled += count;
            Length += count;
            if (filled == wanted)
                TakeWhole();
        }
    }

    /// <summary>Root of the tree of a complete file.</summary>
    /// <exception cref="SealingException"><see cref="SealingError.Truncated"/>: the file is not complete.</exception>
    public byte[] Root() =>
        IsComplete
            ? tree.Root()
            : throw new SealingException(SealingError.Truncated, Length, "the file ends too early");

    /// <summary>Reads a file to its end.</summary>
    /// <exception cref="SealingException">A refusal of <see cref="Append"/> or <see cref="Root"/>.</exception>
    public static async Task<SealedFileHasher> ReadAsync(
        Stream file,
        IProgress<long>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(file);
        var hasher = new SealedFileHasher();
        var buffer = new byte[SealedLayout.SegmentLength];
        int read;
        while ((read = await file.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            hasher.Append(buffer.AsSpan(0, read));
            progress?.Report(hasher.Length);
        }

        _ = hasher.Root();
        return hasher;
    }

    private void TakeWhole()
    {
        var whole = leaf.AsSpan(1, filled);
        if (Header is null && filled == SealedLayout.PreambleLength)
        {
            wanted = SealedHeader.LengthOf(whole);
            return;
        }

        if (Header is null)
            Header = SealedHeader.Parse(whole);
        else
            CheckWord(whole);
        leaf[0] = 0;
        tree.AddHash(System.Security.Cryptography.SHA256.HashData(leaf.AsSpan(0, 1 + filled)));
        filled = 0;
        wanted = IsComplete ? 0 : Header.Parts[part].SegmentLengthAt(position);
    }

    private void CheckWord(ReadOnlySpan<byte> segment)
    {
        var final = position == Header!.Parts[part].SegmentCount - 1;
        if (BinaryPrimitives.ReadUInt32BigEndian(segment) != (final ? (uint)segment.Length : uint.MaxValue))
            throw new SealingException(SealingError.SegmentWord, Length - segment.Length, "segment length word");
        position++;
        if (final)
            (part, position) = (part + 1, 0);
    }
}
