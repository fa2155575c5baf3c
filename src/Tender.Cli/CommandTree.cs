using System.CommandLine;
using Tender.Cli.Bench;
using Tender.Cli.Clocks;
using Tender.Cli.Custody;
using Tender.Cli.Lint;
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

    /// <summary>How long a verb may take to remove its temporary files after Ctrl-C.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync(string[] args, CliWorld world)
    {
        var shell = new CliShell(world);
        var parsed = Create(shell).Parse(args);
        if (parsed.Errors.Count > 0)
            return shell.Usage(parsed, args);
        return await parsed.InvokeAsync(
            new InvocationConfiguration
            {
                Output = world.Out,
                Error = world.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = Farewell,
            }
        );
    }

    public static RootCommand Create(CliShell shell)
    {
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
            ClockCommand.Create(shell),
            LintCommand.Create(shell),
            BenchCommand.Create(shell),
            shell.Lang,
            shell.Json,
        };
        return root;
    }
}
