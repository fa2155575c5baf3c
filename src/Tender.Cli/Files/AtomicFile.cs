namespace Tender.Cli;

/// <summary>
/// Writes a file of the bidder's own under a temporary name and renames it at the end: a crash leaves the old file or none, never a
/// half one. Only the owner may read it.
/// </summary>
internal sealed class AtomicFile : IAsyncDisposable
{
    private readonly string path;
    private readonly string temporary;
    private bool committed;

    private AtomicFile(string path, string temporary, FileStream stream)
    {
        this.path = path;
        this.temporary = temporary;
        Stream = stream;
    }

    /// <summary>Readable and seekable, so that the writer can look at what it wrote.</summary>
    public FileStream Stream { get; }

    public static AtomicFile Create(string path)
    {
        var full = Path.GetFullPath(path);
        var temporary = $"{full}.{Environment.ProcessId}.part";
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.Asynchronous,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            return new AtomicFile(full, temporary, new FileStream(temporary, options));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Failures.OfFile(failure, path);
        }
    }

    public static async Task WriteAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        await using var file = Create(path);
        await file.Stream.WriteAsync(bytes, cancel);
        await file.CommitAsync();
    }

    /// <summary>The file takes its name, or another one that its content asked for, replacing an older file.</summary>
    public async Task CommitAsync(string? name = null)
    {
        // What .NET cannot promise on Linux (a failed fsync is hidden) is no promise here: the vault's receipt is the proof that a bid is
        // kept, and the file is read again before it is called ready.
#pragma warning disable RS0030
        Stream.Flush(flushToDisk: true);
        await Stream.DisposeAsync();
        File.Move(temporary, name ?? path, overwrite: true);
#pragma warning restore RS0030
        committed = true;
    }

    public async ValueTask DisposeAsync()
    {
        await Stream.DisposeAsync();
        if (!committed)
            File.Delete(temporary);
    }
}
