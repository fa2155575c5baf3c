using System.CommandLine;
using System.CommandLine.Parsing;
using Tender.Rules.Lint;

namespace Tender.Cli.Lint;

/// <summary>What <c>tender lint</c> can be told: one of a file, lines, or labelled lines.</summary>
internal sealed class LintOptions
{
    public Argument<string?> File { get; } =
        new("FILE")
        {
            Description = "PDF、DOCX 或 UTF-8 文本 / PDF, DOCX or UTF-8 text",
            Arity = ArgumentArity.ZeroOrOne,
        };

    public Option<string> Jsonl { get; } =
        CliShell.Option(
            "--jsonl",
            "每行一个条款（JSON）的文件，- 为标准输入",
            "file with one clause (JSON) a line, - for stdin",
            value: "FILE|-"
        );

    public Option<string> Corpus { get; } =
        CliShell.Option(
            "--corpus",
            "已标注的条款：给出各类的查准率与查全率",
            "labelled clauses: prints precision and recall of each family",
            value: "FILE|-"
        );

    public Option<string> Where { get; } = Choice("--where", "文件所在", "what the file is", LintPlace.Document);

    public Option<string> Trade { get; } = Choice("--trade", "招标内容", "what is tendered", LintTrade.Construction);

    /// <summary>Exactly one thing to read.</summary>
    public void DemandOne(CommandResult result)
    {
        var given = result.Children.Count(c =>
            c is OptionResult option && (option.Option == Jsonl || option.Option == Corpus)
            || c is ArgumentResult { Tokens.Count: > 0 }
        );
        if (given != 1)
        {
            result.AddError("FILE、--jsonl、--corpus 中应给出一项 / give one of FILE, --jsonl, --corpus");
        }
    }

    private static Option<string> Choice<T>(string name, string zh, string en, T otherwise)
        where T : struct, Enum
    {
        var option = CliShell.Option(name, zh, en);
        option.DefaultValueFactory = _ => otherwise.ToString().ToLowerInvariant();
        option.AcceptOnlyFromAmong([.. Enum.GetNames<T>().Select(n => n.ToLowerInvariant())]);
        return option;
    }
}
