using System.CommandLine;

namespace Tender.Cli;

/// <summary>What every verb shares: language, --json, and the translation of refusals.</summary>
internal sealed class CliShell(CliWorld world)
{
    /// <summary>Set to 1, the technical trace of a failure goes to stderr, for reports.</summary>
    private const string TraceVariable = "TENDER_TRACE";

    public CliWorld World => world;

    public Option<string> Lang { get; } = MakeLang();

    public Option<bool> Json { get; } =
        new("--json") { Description = "结果以 JSON 输出到标准输出 / result as JSON on stdout", Recursive = true };

    public static Option<string> Option(
        string name,
        string zh,
        string en,
        bool required = false,
        bool recursive = false,
        string? value = null
    ) =>
        new(name)
        {
            Description = new Words(zh, en).ToString(),
            Required = required,
            Recursive = recursive,
            HelpName = value,
        };

    /// <summary>Lets a command run <paramref name="act"/> and end with its exit code.</summary>
    public void Attach(Command command, Func<ParseResult, Say, CancellationToken, Task<int>> act) =>
        command.SetAction((parsed, cancel) => RunAsync(parsed, say => act(parsed, say, cancel)));

    private async Task<int> RunAsync(ParseResult parsed, Func<Say, Task<int>> act)
    {
        var say = new Say(world, LanguageOf(parsed.GetValue(Lang)), parsed.GetValue(Json));
        try
        {
            return await act(say);
        }
        // The edge of the program: everything becomes a sentence and an exit code, nothing is lost.
        catch (Exception failure)
        {
            var told = Failures.Translate(failure);
            say.Failure(told);
            if (Environment.GetEnvironmentVariable(TraceVariable) == "1")
                await world.Error.WriteLineAsync(failure.ToString());
            return told.ExitCode;
        }
    }

    /// <summary>A command line that cannot be read, told in its own language and form as far as they can be.</summary>
    public int Usage(ParseResult parsed, IReadOnlyList<string> args)
    {
        var told = UsageWords.Of(parsed.Errors);
        var asked = args.SkipWhile(a => a != "--lang").Skip(1).FirstOrDefault();
        new Say(world, LanguageOf(asked), args.Contains("--json")).Failure(told);
        return told.ExitCode;
    }

    private static Option<string> MakeLang()
    {
        var lang = Option("--lang", "输出语言（缺省按系统语言）", "language of output", recursive: true);
        lang.AcceptOnlyFromAmong("zh", "en");
        return lang;
    }

    private Language LanguageOf(string? asked) =>
        asked switch
        {
            "zh" => Language.Zh,
            "en" => Language.En,
            _ => world.Culture.TwoLetterISOLanguageName switch
            {
                "zh" => Language.Zh,
                "en" => Language.En,
                _ => Language.Both,
            },
        };
}
