using System.CommandLine;
using Tender.Rules.Lint;

namespace Tender.Cli.Lint;

/// <summary><c>tender lint</c>: hidden barriers in a document, in clauses line by line, or measured on labelled clauses.</summary>
internal static class LintCommand
{
    public static Command Create(CliShell shell)
    {
        var file = new Argument<string?>("FILE")
        {
            Description = "PDF、DOCX 或 UTF-8 文本 / PDF, DOCX or UTF-8 text",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var jsonl = CliShell.Option(
            "--jsonl",
            "每行一个条款（JSON）的文件，- 为标准输入",
            "file with one clause (JSON) a line, - for stdin",
            value: "FILE|-"
        );
        var corpus = CliShell.Option(
            "--corpus",
            "已标注的条款：给出各类的查准率与查全率",
            "labelled clauses: prints precision and recall of each family",
            value: "FILE|-"
        );
        var where = Choice<LintPlace>("--where", "文件所在", "what the file is", LintPlace.Document);
        var trade = Choice<LintTrade>("--trade", "招标内容", "what is tendered", LintTrade.Construction);
        var command = new Command("lint", "查找隐性壁垒 / hidden barriers in tender documents")
        {
            file,
            jsonl,
            corpus,
            where,
            trade,
        };
        command.Validators.Add(result =>
        {
            var given = new Symbol[] { file, jsonl, corpus }.Count(s => result.Children.Any(c => Is(c, s)));
            if (given != 1)
            {
                result.AddError("FILE、--jsonl、--corpus 中应给出一项 / give one of FILE, --jsonl, --corpus");
            }
        });
        shell.Attach(
            command,
            (parsed, say, cancel) =>
                parsed.GetValue(jsonl) is { } lines
                    ? JsonLines.AnswerAsync(say.World, lines, l => LintAnswer.Of(LintClause.Parse(l)), cancel)
                : parsed.GetValue(corpus) is { } labelled ? MeasureAsync(say.World, labelled, cancel)
                : LintFile.RunAsync(
                    parsed.GetValue(file)!,
                    Enum.Parse<LintPlace>(parsed.GetValue(where)!, ignoreCase: true),
                    Enum.Parse<LintTrade>(parsed.GetValue(trade)!, ignoreCase: true),
                    say,
                    cancel
                )
        );
        return command;
    }

    private static bool Is(System.CommandLine.Parsing.SymbolResult result, Symbol symbol) =>
        result switch
        {
            System.CommandLine.Parsing.OptionResult option => option.Option == symbol,
            System.CommandLine.Parsing.ArgumentResult argument => argument.Argument == symbol
                && argument.Tokens.Count > 0,
            _ => false,
        };

    private static Option<string> Choice<T>(string name, string zh, string en, T otherwise)
        where T : struct, Enum
    {
        var option = CliShell.Option(name, zh, en);
        option.DefaultValueFactory = _ => otherwise.ToString().ToLowerInvariant();
        option.AcceptOnlyFromAmong([.. Enum.GetNames<T>().Select(n => n.ToLowerInvariant())]);
        return option;
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
