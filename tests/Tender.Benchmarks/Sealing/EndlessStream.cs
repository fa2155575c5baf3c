namespace Tender.Benchmarks.Sealing;

/// <summary>A content of any length that costs what reading a cached file costs: one copy.</summary>
internal sealed class EndlessStream(long length) : Stream
{
    private static readonly byte[] Block = Make();
    private long position;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => length;

    public override long Position
    {
        get => position;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var start = (int)(position % Block.Length);
        var count = (int)Math.Min(Math.Min(buffer.Length, Block.Length - start), length - position);
        Block.AsSpan(start, count).CopyTo(buffer);
        position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Read(buffer.Span));

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private static byte[] Make()
    {
        var block = new byte[4 * 1024 * 1024];
        Tender.Sealing.SystemRandom.Instance.Fill(block);
        return block;
    }
}
