using System.CommandLine;
using Tender.Rules.Lint;

namespace Tender.Cli.Lint;

/// <summary><c>tender lint</c>: hidden barriers in a document, in clauses line by line, or measured on labelled clauses.</summary>
internal static class LintCommand
{
    public static Command Create(CliShell shell)
    {
        var options = new LintOptions();
        var command = new Command("lint", "查找隐性壁垒 / hidden barriers in tender documents")
        {
            options.File,
            options.Jsonl,
            options.Corpus,
            options.Where,
            options.Trade,
        };
        command.Validators.Add(options.DemandOne);
        shell.Attach(command, (parsed, say, cancel) => RunAsync(options, parsed, say, cancel));
        return command;
    }

    private static Task<int> RunAsync(LintOptions options, ParseResult parsed, Say say, CancellationToken cancel)
    {
        if (parsed.GetValue(options.Jsonl) is { } lines)
        {
            return JsonLines.AnswerAsync(say.World, lines, l => LintAnswer.Of(LintClause.Parse(l)), cancel);
        }

        if (parsed.GetValue(options.Corpus) is { } labelled)
        {
            return MeasureAsync(say.World, labelled, cancel);
        }

        var where = Enum.Parse<LintPlace>(parsed.GetValue(options.Where)!, ignoreCase: true);
        var trade = Enum.Parse<LintTrade>(parsed.GetValue(options.Trade)!, ignoreCase: true);
        return LintFile.RunAsync(parsed.GetValue(options.File)!, where, trade, say, cancel);
    }

    private static async Task<int> MeasureAsync(CliWorld world, string path, CancellationToken cancel)
    {
        var figures = new CorpusFigures();
        var code = await JsonLines.TakeAsync(world, path, figures.Add, cancel);
        foreach (var line in figures.Lines())
        {
            await world.Out.WriteLineAsync(line);
        }

        return code;
    }
}
