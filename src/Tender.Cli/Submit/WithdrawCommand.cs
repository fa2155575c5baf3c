using System.CommandLine;
using Tender.Sealing;

namespace Tender.Cli.Submit;

/// <summary><c>tender withdraw</c>.</summary>
internal static class WithdrawCommand
{
    public static Command Create(CliShell shell)
    {
        var options = new SubmitOptions();
        var command = new Command("withdraw", "撤回已递交的投标 / withdraw a submitted bid");
        options.AddTo(command);
        shell.Attach(
            command,
            async (parsed, say, cancel) =>
            {
                using var desk = await options.OpenAsync(parsed, say, null, cancel);
                var act = new Submission(desk, StatementAction.Withdraw) { Yes = options.Yes(parsed) };
                return await act.ExecuteAsync(null, cancel);
            }
        );
        return command;
    }
}
