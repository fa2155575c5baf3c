using System.IO.Compression;

namespace Tender.Cli.Seal;

/// <summary>
/// Part 2 of a bid: one file as it is, or several packed into a zip beside the output, which is gone when sealing ends. Names lose their
/// folders; two files of one name are refused.
/// </summary>
internal sealed class BidBody : IAsyncDisposable
{
    private readonly FileStream stream;
    private readonly string? temporary;

    private BidBody(FileStream stream, string? temporary)
    {
        this.stream = stream;
        this.temporary = temporary;
    }

    public Stream Content => stream;

    public long Length => stream.Length;

    public static async Task<BidBody?> OpenAsync(
        IReadOnlyList<string> files,
        string output,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        if (files.Count == 0)
            return null;
        if (files.Count == 1)
            return new BidBody(InputFile.Open(files[0]), null);
        var doubled = files
            .GroupBy(Path.GetFileName, StringComparer.OrdinalIgnoreCase)
            .FirstOrDefault(g => g.Count() > 1);
        if (doubled is not null)
            throw CliFailure.Usage($"两个文件同名：{doubled.Key}", $"Two files have one name: {doubled.Key}");
        var path = $"{Path.GetFullPath(output)}.{Environment.ProcessId}.zip.part";
        var packed = new FileStream(path, Options());
        try
        {
            await PackAsync(files, packed, now, cancel);
            packed.Position = 0;
            return new BidBody(packed, path);
        }
        catch
        {
            await packed.DisposeAsync();
            File.Delete(path);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stream.DisposeAsync();
        if (temporary is not null)
            File.Delete(temporary);
    }

    // Stored, not compressed: documents are compressed already, and sizes of sealed files should not tell about their content.
    private static async Task PackAsync(
        IReadOnlyList<string> files,
        FileStream packed,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        await using var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var file in files)
        {
            var entry = zip.CreateEntry(Path.GetFileName(file), CompressionLevel.NoCompression);
            entry.LastWriteTime = now;
            await using var source = InputFile.Open(file);
            await using var target = await entry.OpenAsync(cancel);
            await source.CopyToAsync(target, cancel);
        }
    }

    private static FileStreamOptions Options()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
