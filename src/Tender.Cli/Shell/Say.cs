using System.Text.Encodings.Web;
using System.Text.Json;
using Spectre.Console;
using Tender.Sealing;

namespace Tender.Cli;

/// <summary>How a verb talks: sentences and progress to stderr, its result to stdout, as text or with --json as one object.</summary>
internal sealed class Say(CliWorld world, Language language, bool json)
{
    private static readonly JsonWriterOptions Pretty = new()
    {
        Indented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
    };

    public CliWorld World => world;

    public string Text(Words words) =>
        language switch
        {
            Language.Zh => words.Zh,
            Language.En => words.En,
            _ => $"{words.Zh}\n{words.En}",
        };

    /// <summary>A sentence about what happens; never part of the result.</summary>
    public void Note(string zh, string en) => world.Error.WriteLine(Text(new Words(zh, en)));

    /// <summary>The result: an object for scripts, or the same as lines of a label and a value for people.</summary>
    public void Result(object value, IEnumerable<(Words Label, string Value)> lines)
    {
        if (json)
            world.Out.WriteLine(Json(value));
        else
            foreach (var (label, text) in lines)
                world.Out.WriteLine($"{Label(label)}: {text}");
    }

    public void Failure(CliFailure failure)
    {
        if (json)
            world.Out.WriteLine(
                Json(
                    new
                    {
                        Ok = false,
                        failure.Code,
                        failure.ExitCode,
                        failure.Words.Zh,
                        failure.Words.En,
                    }
                )
            );
        world.Error.WriteLine(Text(failure.Words));
    }

    /// <summary>Asks for a yes when a person is there; scripts said it by running the command.</summary>
    public void Confirm(bool yes, string zh, string en)
    {
        if (yes || !world.Interactive)
            return;
        world.Error.Write($"{Text(new Words(zh, en))} [y/N] ");
        if (world.In.ReadLine()?.Trim() is not ("y" or "Y" or "yes" or "是"))
            throw new CliFailure(ExitCode.Cancelled, "cancelled", new Words("已取消。", "Cancelled."));
    }

    /// <summary>Asks for a secret without showing it; null when nobody is there to ask.</summary>
    public string? AskSecret(string zh, string en)
    {
        if (!world.Interactive)
            return null;
        return Terminal().Prompt(new TextPrompt<string>(Markup.Escape(Text(new Words(zh, en)))).Secret().AllowEmpty());
    }

    /// <summary>Runs long work under a progress bar.</summary>
    public async Task<T> ProgressAsync<T>(string zh, string en, long total, Func<IProgress<long>, Task<T>> work)
    {
        if (!world.Interactive || json)
            return await work(new Progress(_ => { }));
        return await Terminal()
            .Progress()
            .Columns(
                new TaskDescriptionColumn(),
                new ProgressBarColumn(),
                new PercentageColumn(),
                new RemainingTimeColumn()
            )
            .StartAsync(async context =>
            {
                var title = language == Language.En ? en : zh;
                var task = context.AddTask(Markup.Escape(title), maxValue: Math.Max(1, total));
                var result = await work(new Progress(value => task.Value = value));
                task.Value = task.MaxValue;
                return result;
            });
    }

    /// <summary>A few words within a line.</summary>
    public string Label(Words label) =>
        language switch
        {
            Language.Zh => label.Zh,
            Language.En => label.En,
            _ when label.Zh == label.En => label.Zh,
            _ => label.ToString(),
        };

    private IAnsiConsole Terminal() =>
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(world.Error) });

    // The wire's spelling of hashes and times, laid out for reading.
    private static string Json(object value)
    {
        using var document = JsonDocument.Parse(WireJson.Write(value));
        using var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text, Pretty))
            document.WriteTo(writer);
        return System.Text.Encoding.UTF8.GetString(text.ToArray());
    }

    private sealed class Progress(Action<long> told) : IProgress<long>
    {
        public void Report(long value) => told(value);
    }
}
