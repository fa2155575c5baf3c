using System.CommandLine;
using Tender.Sealing;

namespace Tender.Cli.Submit;

/// <summary><c>tender submit</c>.</summary>
internal static class SubmitCommand
{
    public static Command Create(CliShell shell) =>
        SubmissionCommand.WithFile(shell, "submit", "递交封存的投标文件 / submit a sealed bid", StatementAction.Submit);
}
