using System.Text.Json;

namespace Tender.Cli.Lint;

/// <summary>How the lint answers clauses whose right answer is known: per family what it found, found wrongly, and missed.</summary>
internal sealed class CorpusFigures
{
    private readonly SortedDictionary<string, (int Right, int Wrong, int Missed)> families = new(
        StringComparer.Ordinal
    );

    public int Clauses { get; private set; }

    public int Clean { get; private set; }

    /// <summary>Clauses without a barrier in which one was found.</summary>
    public int CleanHit { get; private set; }

    /// <summary>Families found rightly but with the wrong severity.</summary>
    public int WrongSeverity { get; private set; }

    public int Right => families.Values.Sum(f => f.Right);

    private static double Share(int right, int not) => right + not == 0 ? 1 : (double)right / (right + not);

    /// <summary>A clause of the corpus: the line of a clause, with <c>hits</c> of family and severity.</summary>
    public CorpusFigures Add(JsonElement line)
    {
        var right = Labels(line);
        var found = LintAnswer.Of(LintClause.Parse(line)).Hits;
        Clauses++;
        Clean += right.Count == 0 ? 1 : 0;
        CleanHit += right.Count == 0 && found.Count > 0 ? 1 : 0;
        foreach (var family in right.Keys.Union(found.Select(h => h.Family)))
        {
            var hits = found.Where(h => h.Family == family).ToList();
            var count = families.GetValueOrDefault(family);
            families[family] = (right.ContainsKey(family), hits.Count > 0) switch
            {
                (true, true) => count with { Right = count.Right + 1 },
                (true, false) => count with { Missed = count.Missed + 1 },
                _ => count with { Wrong = count.Wrong + 1 },
            };
            if (hits.Count > 0 && right.TryGetValue(family, out var severity))
            {
                WrongSeverity += hits.Exists(h => h.Severity == severity) ? 0 : 1;
            }
        }

        return this;
    }

    /// <summary>The table that <c>tender lint --corpus</c> prints.</summary>
    public IEnumerable<string> Lines() =>
        [
            "family  right wrong missed precision recall",
            .. families.Select(f => Line(f.Key, f.Value.Right, f.Value.Wrong, f.Value.Missed)),
            Line("all", Right, families.Values.Sum(f => f.Wrong), families.Values.Sum(f => f.Missed)),
            FormattableString.Invariant(
                $"clauses {Clauses}, clean {Clean}, clean with a hit {CleanHit}, wrong severity {WrongSeverity}"
            ),
        ];

    private static string Line(string name, int right, int wrong, int missed) =>
        FormattableString.Invariant(
            $"{name, -6} {right, 6} {wrong, 5} {missed, 6} {Share(right, wrong), 9:0.000} {Share(right, missed), 6:0.000}"
        );

    private static Dictionary<string, string> Labels(JsonElement line) =>
        line.TryGetProperty("hits", out var hits) && hits.ValueKind == JsonValueKind.Array
            ? hits.EnumerateArray().ToDictionary(Family, h => h.GetProperty("severity").GetString()!)
            : throw LineFault.Missing("hits");

    private static string Family(JsonElement hit) => hit.GetProperty("family").GetString()!;
}
