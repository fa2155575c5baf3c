using System.Buffers.Binary;

namespace Tender.Sealing;

/// <summary>The plaintext of a part as it streams into segments: u64 length, content, zeros (SBID1 5).</summary>
internal sealed class PartPlaintext
{
    private readonly SealInput input;
    private readonly byte[] prefix = new byte[SealedLayout.ContentPrefix];
    private long position;

    public PartPlaintext(SealInput input, bool padded)
    {
        this.input = input;
        Length = SealedLayout.PlaintextLength(input.Length, padded);
        BinaryPrimitives.WriteInt64BigEndian(prefix, input.Length);
    }

    /// <summary>Plaintext bytes in all.</summary>
    public long Length { get; }

    public long Left => Length - position;

    /// <summary>Fills the whole of <paramref name="destination"/> and tells how many bytes of content went into it.</summary>
    public async ValueTask<int> FillAsync(Memory<byte> destination, CancellationToken cancellationToken)
    {
        var filled = 0;
        if (position < prefix.Length)
        {
            // A segment is never shorter than the prefix: the smallest part has exactly these eight bytes.
            prefix.CopyTo(destination);
            filled = prefix.Length;
        }

        var content = (int)Math.Min(destination.Length - filled, ContentLeft(filled));
        await ReadContentAsync(destination.Slice(filled, content), cancellationToken).ConfigureAwait(false);
        destination.Span[(filled + content)..].Clear();
        position += destination.Length;
        return content;
    }

    /// <summary>The content must end where it was said to end: a file that grew meanwhile would be cut silently.</summary>
    public async ValueTask CheckEndAsync(CancellationToken cancellationToken)
    {
        if (await input.Content.ReadAsync(new byte[1], cancellationToken).ConfigureAwait(false) != 0)
            throw new SealingException(
                SealingError.ContentLength,
                input.Length,
                $"part {input.PartId} is longer than said"
            );
    }

    private long ContentLeft(int filled) => Math.Max(0, prefix.Length + input.Length - position - filled);

    private async ValueTask ReadContentAsync(Memory<byte> destination, CancellationToken cancellationToken)
    {
        var read = await input
            .Content.ReadAtLeastAsync(destination, destination.Length, throwOnEndOfStream: false, cancellationToken)
            .ConfigureAwait(false);
        if (read < destination.Length)
            throw new SealingException(
                SealingError.ContentLength,
                position + read,
                $"part {input.PartId} is shorter than said"
            );
    }
}
