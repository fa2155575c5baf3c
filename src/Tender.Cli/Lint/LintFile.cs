using Tender.Rules.Lint;
using Tender.Rules.Texts;

namespace Tender.Cli.Lint;

/// <summary>The lint of a whole document, told to a person or, with --json, to a script.</summary>
internal static class LintFile
{
    /// <returns><see cref="ExitCode.Barrier"/> when something must be corrected.</returns>
    public static async Task<int> RunAsync(
        string path,
        LintPlace where,
        LintTrade trade,
        Say say,
        CancellationToken cancel
    )
    {
        var words = ReadWords.Of(await InputFile.ReadAsync(path, cancel), path, cancel);
        var hits = BarrierLint.Check(words.Text, where, trade);
        var blocking = hits.Count(h => h.Severity == Rules.Severity.Block);
        say.Result(
            new
            {
                Block = blocking,
                Warn = hits.Count - blocking,
                Hits = hits.Select(h => new
                {
                    Kind = words.Kind.ToString().ToLowerInvariant(),
                    Number = words.PlaceAt(h.Start),
                    Words = words.Text[h.Start..h.End],
                    Hit = LintAnswerHit.Of(h),
                }),
            },
            [
                .. hits.SelectMany(h => Lines(h, words, say)),
                (new Words("须改正", "must be corrected"), $"{blocking}"),
                (new Words("须书面说明", "needs a written answer"), $"{hits.Count - blocking}"),
            ]
        );
        return blocking > 0 ? ExitCode.Barrier : ExitCode.Good;
    }

    private static IEnumerable<(Words, string)> Lines(LintHit hit, DocumentText words, Say say)
    {
        var place = say.Label(Place(words.Kind));
        var title = say.Label(new Words(hit.Title["zh-CN"], hit.Title["en"]));
        var quoted = string.Join(
            ' ',
            words.Text[hit.Start..hit.End].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );
        yield return (
            new Words($"{place} {words.PlaceAt(hit.Start)}", $"{place} {words.PlaceAt(hit.Start)}"),
            $"{hit.Family} {title} · {say.Label(Degree(hit.Severity))} · {quoted}"
        );
        yield return (new Words("  依据", "  articles"), string.Join("; ", hit.Citations.Select(c => c.ToString())));
        yield return (new Words("  建议", "  instead"), say.Label(new Words(hit.SuggestionZh, hit.SuggestionEn)));
    }

    private static Words Place(PlaceKind kind) =>
        kind switch
        {
            PlaceKind.Page => new Words("页", "page"),
            PlaceKind.Paragraph => new Words("段", "paragraph"),
            _ => new Words("行", "line"),
        };

    private static Words Degree(Rules.Severity severity) =>
        severity == Rules.Severity.Block
            ? new Words("须改正", "must be corrected")
            : new Words("须书面说明", "needs a written answer");
}
