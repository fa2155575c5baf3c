namespace Tender.Sealing;

/// <summary>The online opening of C2SP FLOE: segments in order, one final segment at the end, nothing after it.</summary>
internal sealed class FloeDecryptor(FloeMessage message) : IDisposable
{
    private readonly FloeCipher cipher = new(message);
    private ulong position;
    private bool closed;

    /// <summary>Opens the next segment in place and returns its plaintext inside <paramref name="segment"/>.</summary>
    /// <exception cref="SealingException">A refusal of <see cref="FloeCipher.Open"/>, or a segment after the final one.</exception>
    public Span<byte> Next(Span<byte> segment, bool final, long offset = 0)
    {
        if (closed)
            throw new SealingException(SealingError.Unfinished, offset, "segment after the final one");
        if (!final && position == FloeParameters.MostSegments - 1)
            throw new SealingException(SealingError.TooLong, offset, "segments");
        var text = cipher.Open(position, final, segment, offset);
        position++;
        closed = final;
        return text;
    }

    /// <summary>A message that ends before its final segment was cut.</summary>
    public void Finish(long offset = 0)
    {
        if (!closed)
            throw new SealingException(SealingError.Unfinished, offset, "no final segment");
    }

    public void Dispose() => cipher.Dispose();
}
