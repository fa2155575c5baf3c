using System.Buffers;
using System.Globalization;

namespace Tender.Vault.Storage;

/// <summary>Sealed bytes on a local disk: <c>uploads/ID</c> while they come, <c>files/RR/ROOT</c> for good.</summary>
internal sealed class LocalDiskStore : IBlobStore
{
    private const int BufferLength = 256 * 1024;
    private readonly string uploads;
    private readonly string files;

    internal LocalDiskStore(string folder)
    {
        uploads = Path.Combine(folder, "uploads");
        files = Path.Combine(folder, "files");
        DurableFiles.CreateFolder(uploads);
        DurableFiles.CreateFolder(files);
        // All folders of files at once, and their names durable before the first file: no upload depends on a folder that another one
        // has just made. At every start, because a start that failed here may have left them without that.
        for (var prefix = 0; prefix < 256; prefix++)
        {
            Directory.CreateDirectory(
                Path.Combine(files, prefix.ToString("x2", CultureInfo.InvariantCulture)),
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            );
        }

        DurableFiles.SyncFolder(files);
        DurableFiles.SyncFolder(folder);
    }

    public Task CreateAsync(string uploadId, CancellationToken cancel)
    {
        DurableFiles.OpenForWriting(UploadPath(uploadId)).Dispose();
        DurableFiles.SyncFolder(uploads);
        return Task.CompletedTask;
    }

    public async Task<long> AppendAsync(string uploadId, long offset, Stream content, CancellationToken cancel)
    {
        using var file = DurableFiles.OpenForWriting(UploadPath(uploadId));
        var buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        var at = offset;
        try
        {
            int read;
            while ((read = await content.ReadAsync(buffer.AsMemory(0, BufferLength), cancel)) > 0)
            {
                await WriteAsync(file.SafeFileHandle, buffer.AsMemory(0, read), at);
                at += read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        // The descriptor that wrote also syncs: only it is sure to be told of a failed write-back.
        DurableFiles.Sync(file.SafeFileHandle);
        DurableFiles.SyncFolder(uploads);
        return at - offset;
    }

    public Task<Stream?> ReadUploadAsync(string uploadId, long offset, CancellationToken cancel)
    {
        if (!File.Exists(UploadPath(uploadId)))
        {
            return Task.FromResult<Stream?>(null);
        }

        var stream = Open(UploadPath(uploadId));
        stream.Position = offset;
        return Task.FromResult<Stream?>(stream);
    }

    public Task PublishAsync(string uploadId, ReadOnlyMemory<byte> treeRoot, CancellationToken cancel)
    {
        var target = FilePath(treeRoot);
        // Same root, same bytes: a file that is there already may be replaced by its equal. An upload that is gone was published by a
        // try that died before its row was written; its name may not be durable yet.
        if (File.Exists(UploadPath(uploadId)))
        {
            DurableFiles.Rename(UploadPath(uploadId), target);
        }
        else
        {
            DurableFiles.SyncFolder(Path.GetDirectoryName(target)!);
        }

        return Task.CompletedTask;
    }

    public Task DeleteUploadAsync(string uploadId, CancellationToken cancel)
    {
        File.Delete(UploadPath(uploadId));
        return Task.CompletedTask;
    }

    public Task<Stream?> OpenFileAsync(ReadOnlyMemory<byte> treeRoot, CancellationToken cancel)
    {
        var path = FilePath(treeRoot);
        return Task.FromResult<Stream?>(File.Exists(path) ? Open(path) : null);
    }

    public Task ProbeAsync(CancellationToken cancel)
    {
        var probe = Path.Combine(uploads, ".probe");
        DurableFiles.WriteAll(probe, "probe"u8);
        File.Delete(probe);
        return Task.CompletedTask;
    }

    private static async Task WriteAsync(
        Microsoft.Win32.SafeHandles.SafeFileHandle file,
        ReadOnlyMemory<byte> bytes,
        long at
    )
    {
        try
        {
            // Not cancelled half way: what lies behind the durable offset does not matter, but a torn call would tell nothing.
            await RandomAccess.WriteAsync(file, bytes, at, CancellationToken.None);
        }
        catch (IOException failure)
        {
            // On Linux the HResult of an IOException is the errno itself.
            throw new StorageFaultException("write", failure.HResult, failure);
        }
    }

    private static FileStream Open(string path) =>
        new(
            path,
            new FileStreamOptions
            {
                Mode = FileMode.Open,
                Access = FileAccess.Read,
                Share = FileShare.ReadWrite | FileShare.Delete,
                Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
                BufferSize = 0,
            }
        );

    // Both names are lower-case hex that this program made itself: no caller's text reaches the file system.
    private string UploadPath(string uploadId) => Path.Combine(uploads, uploadId);

    private string FilePath(ReadOnlyMemory<byte> treeRoot)
    {
        var name = Convert.ToHexStringLower(treeRoot.Span);
        return Path.Combine(files, name[..2], name);
    }
}
