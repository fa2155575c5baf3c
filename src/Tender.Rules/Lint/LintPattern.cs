using System.Globalization;

namespace Tender.Rules.Lint;

/// <summary>One way in which a family shows itself: a meeting of words within reach of each other.</summary>
internal sealed class LintPattern
{
    private readonly PatternData data;
    private readonly (ConceptSet Words, int Gap)[] slots;
    private readonly (ConceptSet Words, bool Mode)[] also;
    private readonly ConceptSet unless;
    private readonly ConceptSet near;

    internal LintPattern(PatternData data, Lexicon lexicon)
    {
        this.data = data;
        slots = [.. Split(data.Find).Select(s => Slot(s, data.Within, lexicon))];
        also = [.. Split(data.Also).Select(g => (lexicon.Set(g), g == "mode"))];
        unless = data.Unless.Length == 0 ? default : lexicon.Set(data.Unless);
        near = data.Near.Length == 0 ? default : lexicon.Set(data.Near);
    }

    internal bool AppliesTo(LintPlace place, LintTrade trade) =>
        data.NotPlaces?.Contains(place) != true && (data.Trades is null || data.Trades.Contains(trade));

    internal IEnumerable<Found> Find(Sentence sentence, bool[] cleared, LintPlace place)
    {
        if (
            !slots.All(s => sentence.Has(s.Words))
            || !also.All(g => sentence.Has(g.Words) || (g.Mode && (place == LintPlace.Scoring || sentence.Demanded)))
        )
        {
            yield break;
        }

        foreach (var token in sentence.Tokens.Where(t => t.Concepts.Meets(slots[0].Words)))
        {
            if (Meet(sentence, 1, [token]) is { } met && Stands(sentence, cleared, met))
            {
                var (start, end) = Hull(met);
                yield return new Found(data.Id, sentence.Start + start, sentence.Start + end, data.Severity);
            }
        }
    }

    private List<Token>? Meet(Sentence sentence, int slot, List<Token> met)
    {
        if (slot == slots.Length)
        {
            return data.Above is not { } above || met.Exists(t => t.Value > above) ? met : null;
        }

        var (start, end) = Hull(met);
        var segment = sentence.SegmentAt(start);
        var near = sentence
            .Tokens.Where(t =>
                t.Concepts.Meets(slots[slot].Words)
                && sentence.SegmentAt(t.Start) == segment
                && (!data.Ordered || t.Start >= end)
                && !met.Exists(m => m.Overlaps(t.Start, t.End))
                && Gap(t, start, end) <= slots[slot].Gap
            )
            .OrderBy(t => Gap(t, start, end));
        foreach (var token in near)
        {
            if (Meet(sentence, slot + 1, [.. met, token]) is { } all)
            {
                return all;
            }
        }

        return null;
    }

    private bool Stands(Sentence sentence, bool[] cleared, List<Token> met)
    {
        if (cleared[met[0].Start])
        {
            return false;
        }

        var (start, end) = Hull(met);
        var clauses = (
            sentence.Clause(sentence.ClauseAt(start)).Start,
            sentence.Clause(sentence.ClauseAt(end - 1)).End
        );
        return (unless.IsEmpty || !sentence.Has(unless, sentence.Segment(sentence.SegmentAt(start))))
            && (near.IsEmpty || !sentence.Has(near, clauses));
    }

    private static int Gap(Token token, int start, int end) =>
        Math.Max(0, Math.Max(token.Start - end, start - token.End));

    private static (int Start, int End) Hull(List<Token> tokens) => (tokens.Min(t => t.Start), tokens.Max(t => t.End));

    private static string[] Split(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static (ConceptSet Words, int Gap) Slot(string slot, int within, Lexicon lexicon)
    {
        var gap = slot.IndexOf('<', StringComparison.Ordinal);
        return gap < 0
            ? (lexicon.Set(slot), within)
            : (lexicon.Set(slot[..gap]), int.Parse(slot.AsSpan(gap + 1), CultureInfo.InvariantCulture));
    }
}

/// <summary>A place in a normalised text.</summary>
/// <param name="Pattern">The pattern.</param>
/// <param name="Start">First character.</param>
/// <param name="End">Behind the last.</param>
/// <param name="Severity">Its own severity, or null for the family's.</param>
internal sealed record Found(string Pattern, int Start, int End, Severity? Severity);
