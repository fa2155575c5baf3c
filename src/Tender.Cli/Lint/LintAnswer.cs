using System.Text.Json;
using Tender.Rules.Lint;

namespace Tender.Cli.Lint;

/// <summary>One line of answer.</summary>
/// <param name="Id">As it came.</param>
/// <param name="Hits">In the order of the text.</param>
internal sealed record LintAnswer(JsonElement Id, IReadOnlyList<LintAnswerHit> Hits)
{
    public static LintAnswer Of(LintClause clause) =>
        new(clause.Id, [.. BarrierLint.Check(clause.Text, clause.Where, clause.Trade).Select(LintAnswerHit.Of)]);
}

/// <summary>A hit.</summary>
/// <param name="Family"><c>L-nn</c>.</param>
/// <param name="Severity">block or warn.</param>
/// <param name="Span">First character and the one behind the last, UTF-16 units of the text.</param>
/// <param name="Cites">Articles.</param>
/// <param name="Suggestion">A fairer wording, Chinese.</param>
/// <param name="SuggestionEn">A fairer wording, English.</param>
internal sealed record LintAnswerHit(
    string Family,
    string Severity,
    IReadOnlyList<int> Span,
    IReadOnlyList<string> Cites,
    string Suggestion,
    string SuggestionEn
)
{
    public static LintAnswerHit Of(LintHit hit) =>
        new(
            hit.Family,
            hit.Severity == Rules.Severity.Block ? "block" : "warn",
            [hit.Start, hit.End],
            [.. hit.Citations.Select(c => c.ToString())],
            hit.SuggestionZh,
            hit.SuggestionEn
        );
}
