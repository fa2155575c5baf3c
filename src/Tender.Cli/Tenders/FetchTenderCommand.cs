using System.CommandLine;
using Tender.Sealing;

namespace Tender.Cli.Tenders;

/// <summary><c>tender fetch</c>: writes a tender and its key set to a file, to seal on a machine without a network.</summary>
internal static class FetchTenderCommand
{
    public static Command Create(CliShell shell)
    {
        var reference = new Argument<string>("TENDER")
        {
            Description = "标段引用号，64 位十六进制 / tender reference, 64 hex digits",
        };
        var vault = VaultOption.Create();
        var output = CliShell.Option("--out", "写入的文件", "file to write", required: true, value: "FILE");
        var force = OutputFile.Force();
        var command = new Command("fetch", "取回标段和密钥集，供离线封存 / get tender and key set for sealing offline")
        {
            reference,
            vault,
            output,
            force,
        };
        shell.Attach(
            command,
            async (parsed, say, cancel) =>
            {
                var tenderRef = HexText.Parse(
                    parsed.GetRequiredValue(reference),
                    32,
                    "标段引用号",
                    "A tender reference"
                );
                var target = parsed.GetRequiredValue(output);
                OutputFile.Check(target, parsed.GetValue(force));
                var client = VaultOption.Client(parsed.GetRequiredValue(vault), say);
                var package = await TenderPackage.FetchAsync(client, tenderRef, cancel);
                TenderCheck.Check(package, say.World.Clock.GetUtcNow(), authorities: null);
                await AtomicFile.WriteAsync(target, WireJson.Write(package), cancel);
                Tell(say, package);
                return ExitCode.Good;
            }
        );
        return command;
    }

    private static void Tell(Say say, TenderPackage package) =>
        say.Result(
            new
            {
                Ok = true,
                package.Tender.TenderRef,
                package.Tender.Deadline,
                package.KeySet.KeySetId,
                package.KeySet.K,
                package.KeySet.N,
                package.Tender.DocHash,
            },
            [
                (new Words("截止时间", "deadline"), Times.Local(package.Tender.Deadline)),
                (
                    new Words("密钥集", "key set"),
                    $"{HexText.Short(package.KeySet.KeySetId)} ({package.KeySet.K}/{package.KeySet.N})"
                ),
                (new Words("文件集校验值", "document set"), HexText.Of(package.Tender.DocHash)),
            ]
        );
}
