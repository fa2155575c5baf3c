using System.CommandLine;
using Tender.Sealing;

namespace Tender.Cli.Submit;

/// <summary><c>tender replace</c>.</summary>
internal static class ReplaceCommand
{
    public static Command Create(CliShell shell) =>
        SubmissionCommand.WithFile(
            shell,
            "replace",
            "以新的封存文件替换已递交的投标 / replace a submitted bid",
            StatementAction.Replace
        );
}
