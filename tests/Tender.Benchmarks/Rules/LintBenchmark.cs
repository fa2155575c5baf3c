using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Tender.Rules.Lint;
using Tender.Testing;

namespace Tender.Benchmarks.Rules;

/// <summary>The lint of a document of 200 pages, made of the labelled clauses: barriers stand closer than in any real one.</summary>
public sealed class LintBenchmark : IBenchmark
{
    private const int Pages = 200;
    private const int CharactersOfAPage = 1000;
    private const double MostSeconds = 3;

    public string Name => "lint";

    public Task<IReadOnlyList<Measurement>> RunAsync(bool quick, CancellationToken cancellationToken)
    {
        var document = Document();
        var first = Seconds(document, out var hits);
        var again = Enumerable.Range(0, quick ? 3 : 7).Select(_ => Seconds(document, out var _)).Order().ToList();
        return Task.FromResult<IReadOnlyList<Measurement>>([
            Measurement.Seen("characters of 200 pages", document.Length, ""),
            Measurement.Seen("hits", hits, ""),
            Measurement.AtMost("200 pages, first time in the process", first, "s", MostSeconds),
            Measurement.AtMost("200 pages, median", again[again.Count / 2], "s", MostSeconds),
        ]);
    }

    private static double Seconds(string document, out int hits)
    {
        var started = Stopwatch.GetTimestamp();
        hits = BarrierLint.Check(document, LintPlace.Document, LintTrade.Water).Count;
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static string Document()
    {
        var clauses = File.ReadLines(OwnVectors.Path("lint/dev.jsonl"))
            .Select(l => JsonDocument.Parse(l).RootElement.GetProperty("text").GetString()!)
            .ToList();
        var text = new StringBuilder();
        for (var i = 0; text.Length < Pages * CharactersOfAPage; i++)
        {
            text.Append(clauses[i % clauses.Count]).Append("\n\n");
        }

        return text.ToString();
    }
}
