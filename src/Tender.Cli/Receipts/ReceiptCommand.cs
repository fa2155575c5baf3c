using System.CommandLine;
using Tender.Cli.Submit;

namespace Tender.Cli.Receipts;

/// <summary><c>tender receipt</c>.</summary>
internal static class ReceiptCommand
{
    public static Command Create(CliShell shell)
    {
        var options = new SubmitOptions();
        var number = CliShell.Option(
            "--receipt-no",
            "回执号（缺省为最近一次）",
            "receipt number (default: the last one)",
            value: "HEX32"
        );
        var output = CliShell.Option("--out", "写入的回执文件", "receipt file to write", required: true, value: "FILE");
        var wait = WholeNumber.Option(
            "--wait",
            new Words("最多等待上链的秒数（缺省不等）", "seconds to wait for the ledger proof (default: none)"),
            0,
            86_400,
            "SECONDS"
        );
        var command = new Command("receipt", "取回（或更新）可离线核验的回执 / get or refresh the offline receipt")
        {
            number,
            output,
            wait,
        };
        options.AddTo(command);
        shell.Attach(
            command,
            async (parsed, say, cancel) =>
            {
                using var desk = await options.OpenAsync(parsed, say, null, cancel);
                var act = new FetchReceipt(desk)
                {
                    Output = parsed.GetRequiredValue(output),
                    Wait = TimeSpan.FromSeconds(parsed.GetValue(wait) ?? 0),
                };
                return await act.ExecuteAsync(parsed.GetValue(number), cancel);
            }
        );
        return command;
    }
}
