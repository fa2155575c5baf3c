using System.CommandLine;
using Tender.Ledger.Receipts;
using Tender.Ledger.Verification;

namespace Tender.Cli.Verify;

/// <summary><c>tender audit</c>: explains every slot of revealed windows (Ledger 9), from files only.</summary>
internal static class AuditCommand
{
    public static Command Create(CliShell shell)
    {
        var input = new Argument<string>("AUDIT") { Description = "公布的时间窗审计文件 / file of revealed windows" };
        var trust = TrustOption.Create(required: true);
        var pin = TrustOption.Pin();
        var receipts = new Option<string[]>("--receipt")
        {
            Description =
                "手中的回执，可多次；帮助指出不对的位置 / receipt you hold, may be repeated; helps to name a wrong slot",
            HelpName = "FILE",
        };
        var command = new Command(
            "audit",
            "审计公布的时间窗：每一格都要有解释 / audit revealed windows: every slot explained"
        )
        {
            input,
            trust,
            pin,
            receipts,
        };
        shell.Attach(
            command,
            async (parsed, say, cancel) =>
            {
                var pinned = parsed.GetValue(pin);
                var trusted = await TrustOption.ReadAsync(parsed.GetRequiredValue(trust), pinned, cancel);
                var held = new List<OfflineReceipt>();
                foreach (var path in parsed.GetValue(receipts) ?? [])
                    held.Add(OfflineReceipt.Parse(await InputFile.ReadAsync(path, cancel)));
                var file = await InputFile.ReadAsync(parsed.GetRequiredValue(input), cancel);
                var audit = new AuditVerifier(trusted).Verify(file, held, cancel);
                foreach (var line in audit.Windows)
                    Tell(say, line);
                Reports.Tell(say, audit.Report, trusted, pinned is not null, audit.Windows);
                return audit.Report.ExitCode;
            }
        );
        return command;
    }

    private static void Tell(Say say, AuditLine line)
    {
        var slot = line.UnexplainedSlot is { } unexplained ? $" ! {unexplained}" : "";
        say.Note(
            $"时间窗 {line.Window}：投标 {line.Bids}，被替换 {line.Superseded}，撤回 {line.Withdrawals}，空格 {line.Dummies}，无解释 {line.Sleeping}{slot}",
            $"window {line.Window}: bids {line.Bids}, superseded {line.Superseded}, withdrawals {line.Withdrawals}, dummies {line.Dummies}, unexplained {line.Sleeping}{slot}"
        );
    }
}
