using System.CommandLine;
using Tender.Cli.Bench;
using Tender.Cli.Custody;
using Tender.Cli.Open;
using Tender.Cli.Receipts;
using Tender.Cli.Seal;
using Tender.Cli.Submit;
using Tender.Cli.Tenders;
using Tender.Cli.Verify;

namespace Tender.Cli;

/// <summary>All verbs of <c>tender</c>.</summary>
internal static class CommandTree
{
    private const string About = """
        封存投标工具与独立核验程序 / seal bids and verify openings

        私钥、口令和明文都不离开这台机器。verify 不用网络。
        Private keys, passwords and plaintext never leave this machine. verify needs no network.

        """;

    public static async Task<int> RunAsync(string[] args, CliWorld world)
    {
        var shell = new CliShell(world);
        var root = new RootCommand(About + ExitCode.Help)
        {
            FetchTenderCommand.Create(shell),
            SealCommand.Create(shell),
            OpenCommand.Create(shell),
            SubmitCommand.Create(shell),
            ReplaceCommand.Create(shell),
            WithdrawCommand.Create(shell),
            ReceiptCommand.Create(shell),
            DownloadCommand.Create(shell),
            VerifyCommand.Create(shell),
            AuditCommand.Create(shell),
            KeygenCommand.Create(shell),
            CeremonyCommand.Create(shell),
            BenchCommand.Create(shell),
            shell.Lang,
            shell.Json,
        };
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            await world.Error.WriteLineAsync("命令行有误，用 --help 查看用法。");
            foreach (var error in parsed.Errors)
                await world.Error.WriteLineAsync(error.Message);
            return ExitCode.Usage;
        }

        return await parsed.InvokeAsync(
            new InvocationConfiguration
            {
                Output = world.Out,
                Error = world.Error,
                EnableDefaultExceptionHandler = false,
            }
        );
    }
}
