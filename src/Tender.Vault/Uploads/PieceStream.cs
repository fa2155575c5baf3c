using System.Security.Cryptography;

namespace Tender.Vault.Uploads;

/// <summary>
/// The body of one PATCH: hashed while it is read, never longer than allowed. It simply ends when the client goes away or the deadline
/// comes; what was read until then is still stored.
/// </summary>
internal sealed class PieceStream(Stream body, long most, Func<bool> mayGoOn, CancellationToken cancel) : Stream
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>The body had more bytes than were allowed.</summary>
    internal bool IsTooLong { get; private set; }

    /// <summary>The client went away in the middle.</summary>
    internal bool IsBroken { get; private set; }

    /// <summary>Reading was stopped by the deadline.</summary>
    internal bool IsStopped { get; private set; }

    internal long Taken { get; private set; }

    internal byte[] Hash() => hash.GetCurrentHash();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!mayGoOn())
        {
            IsStopped = true;
            return 0;
        }

        int read;
        try
        {
            read = await body.ReadAsync(buffer, cancel);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            IsBroken = true;
            return 0;
        }

        if (Taken + read > most)
        {
            IsTooLong = true;
            return 0;
        }

        hash.AppendData(buffer.Span[..read]);
        Taken += read;
        return read;
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        hash.Dispose();
        base.Dispose(disposing);
    }
}
