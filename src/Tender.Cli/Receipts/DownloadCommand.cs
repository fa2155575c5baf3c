using System.CommandLine;
using Tender.Cli.Submit;
using Tender.Sealing;

namespace Tender.Cli.Receipts;

/// <summary><c>tender download</c>: the bidder's own sealed file as the vault keeps it, checked against the key file: nothing is lost.</summary>
internal static class DownloadCommand
{
    public static Command Create(CliShell shell)
    {
        var options = new SubmitOptions();
        var output = CliShell.Option("--out", "写入的文件", "file to write", required: true, value: "SBID");
        var force = OutputFile.Force();
        var command = new Command(
            "download",
            "从封存柜取回自己的封存文件并核对 / get your own sealed file back and check it"
        )
        {
            output,
            force,
        };
        options.AddTo(command);
        shell.Attach(
            command,
            async (parsed, say, cancel) =>
            {
                OutputFile.Check(parsed.GetRequiredValue(output), parsed.GetValue(force));
                using var desk = await options.OpenAsync(parsed, say, null, cancel);
                return await ExecuteAsync(desk, parsed.GetRequiredValue(output), cancel);
            }
        );
        return command;
    }

    private static async Task<int> ExecuteAsync(Desk desk, string output, CancellationToken cancel)
    {
        if (desk.Keys.Files is not [.., var entry])
            throw CliFailure.Mismatch("密钥文件里没有封存文件。", "The key file has no sealed file.");
        await using var file = AtomicFile.Create(output);
        await desk.Say.ProgressAsync(
            "取回",
            "downloading",
            entry.FileSize,
            p => CopyAsync(desk, entry, file, p, cancel)
        );
        file.Stream.Position = 0;
        var read = await desk.Say.ProgressAsync(
            "核对",
            "checking",
            entry.FileSize,
            progress => SealedFileHasher.ReadAsync(file.Stream, progress, cancel)
        );
        if (!read.Root().AsSpan().SequenceEqual(entry.TreeRoot))
            throw new SealingException(SealingError.Root, -1, "root of the file");
        await file.CommitAsync();
        desk.Say.Result(
            new
            {
                Ok = true,
                File = output,
                entry.TreeRoot,
                entry.FileSize,
            },
            [
                (new Words("取回并核对无误", "downloaded and checked"), $"{output} ({entry.FileSize})"),
                (new Words("校验根", "root"), HexText.Of(entry.TreeRoot)),
            ]
        );
        return ExitCode.Good;
    }

    private static async Task<long> CopyAsync(
        Desk desk,
        KeyFileEntry entry,
        AtomicFile file,
        IProgress<long> progress,
        CancellationToken cancel
    )
    {
        await using var source = await desk.Session.GetFileAsync(entry.TreeRoot, 0, cancel);
        var buffer = new byte[256 * 1024];
        var done = 0L;
        int read;
        while ((read = await source.ReadAsync(buffer, cancel)) > 0)
        {
            await file.Stream.WriteAsync(buffer.AsMemory(0, read), cancel);
            progress.Report(done += read);
        }

        return done;
    }
}
