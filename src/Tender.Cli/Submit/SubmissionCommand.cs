using System.CommandLine;
using Tender.Sealing;

namespace Tender.Cli.Submit;

/// <summary>The two verbs that hand over a file.</summary>
internal static class SubmissionCommand
{
    public static Command WithFile(CliShell shell, string name, string about, StatementAction action)
    {
        var file = new Argument<string>("SBID") { Description = "封存文件 / sealed file" };
        var options = new SubmitOptions();
        var command = new Command(name, about) { file };
        options.AddTo(command);
        shell.Attach(
            command,
            async (parsed, say, cancel) =>
            {
                using var desk = await options.OpenAsync(parsed, say, parsed.GetRequiredValue(file), cancel);
                var act = new Submission(desk, action) { Yes = options.Yes(parsed) };
                return await act.ExecuteAsync(parsed.GetRequiredValue(file), cancel);
            }
        );
        return command;
    }
}
