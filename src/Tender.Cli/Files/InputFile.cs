namespace Tender.Cli;

/// <summary>Files that a person names: what is wrong with one is told with its name.</summary>
internal static class InputFile
{
    /// <summary>The longest text or certificate that any verb reads at once, bytes.</summary>
    private const int MostBytes = 64 * 1024 * 1024;

    /// <summary>Opens a file that is read more than once, so a pipe is refused.</summary>
    public static FileStream Open(string path)
    {
        var stream = OpenOnce(path);
        if (stream.CanSeek)
            return stream;
        stream.Dispose();
        throw Failures.OfPath("这不是普通文件", "This is not a regular file", path);
    }

    /// <summary>The whole file, which may be a pipe.</summary>
    public static async Task<byte[]> ReadAsync(string path, CancellationToken cancel)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[64 * 1024];
        await using var stream = OpenOnce(path);
        try
        {
            int read;
            while ((read = await stream.ReadAsync(buffer, cancel)) > 0)
            {
                if (bytes.Length + read > MostBytes)
                    throw Failures.OfPath("文件太大", "The file is too large", path);
                await bytes.WriteAsync(buffer.AsMemory(0, read), cancel);
            }
        }
        catch (IOException failure)
        {
            throw Failures.OfFile(failure, path);
        }

        return bytes.ToArray();
    }

    /// <summary>Opens a file that is read once from its start; it may be a pipe.</summary>
    public static FileStream OpenOnce(string path)
    {
        if (string.IsNullOrWhiteSpace(path))
            throw CliFailure.Usage("文件名是空的。", "A file name is empty.");
        if (Directory.Exists(path))
            throw Failures.OfPath("这是文件夹，不是文件", "This is a folder, not a file", path);
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 0, FileOptions.Asynchronous);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Failures.OfFile(failure, path);
        }
    }
}
