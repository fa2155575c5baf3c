namespace Tender.Rules.Lint;

/// <summary>
/// Qualifications and records that are too high for the project (L-10). The grades are held against the estimate that the text names;
/// where it names none, only the highest grade and a first grade for small works are pointed at.
/// </summary>
internal sealed class ExcessiveDemand(Rule rule, Lexicon lexicon)
{
    private const int Reach = 16;
    private readonly decimal mostOfEstimate = rule.Parameters["performanceToEstimateMax"].GetDecimal();
    private readonly decimal specialFrom = rule.Parameters["specialGradeFromYuan"].GetDecimal();
    private readonly decimal firstFrom = rule.Parameters["firstGradeFromYuan"].GetDecimal();
    private readonly ConceptSet estimate = lexicon.Set("estimate");
    private readonly ConceptSet money = lexicon.Set("money");
    private readonly ConceptSet special = lexicon.Set("specialGrade");
    private readonly ConceptSet first = lexicon.Set("firstGrade");
    private readonly ConceptSet trade = lexicon.Set("gradeTrade");
    private readonly ConceptSet record = lexicon.Set("recordWork|recordSum");
    private readonly ConceptSet smallWorks = lexicon.Set("smallWorks");
    private readonly ConceptSet notRecord = lexicon.Set("size|bond");

    /// <summary>All estimates of a text.</summary>
    internal ProjectScale Scale(IEnumerable<Sentence> sentences)
    {
        var scale = new ProjectScale();
        foreach (var sentence in sentences)
        {
            foreach (var sum in sentence.Tokens.Where(t => t.Concepts.Meets(money) && t.Value >= 10_000))
            {
                var clause = sentence.Clause(sentence.ClauseAt(sum.Start));
                var named = sentence.Tokens.FindLast(t =>
                    t.Concepts.Meets(estimate) && t.End <= sum.Start && t.Start >= clause.Start
                );
                if (named.End > 0 && sum.Start - named.End <= Reach && !sentence.Has(record, (clause.Start, sum.Start)))
                {
                    scale.Add(sentence.Start + sum.Start, sum.Value);
                }
            }
        }

        return scale;
    }

    internal IEnumerable<Found> Find(Sentence sentence, bool[] cleared, LintPlace place, ProjectScale scale)
    {
        if (place == LintPlace.Contract)
        {
            yield break;
        }

        foreach (var token in sentence.Tokens.Where(t => !cleared[t.Start]))
        {
            var yuan = scale.At(sentence.Start + token.Start);
            if (IsGrade(sentence, token, special) && (yuan ?? 0) < specialFrom)
            {
                yield return Hit("L-10.a", sentence, token);
            }
            else if (
                IsGrade(sentence, token, first) && (yuan is { } known ? known < firstFrom : sentence.Has(smallWorks))
            )
            {
                yield return Hit("L-10.b", sentence, token);
            }
            else if (
                token.Concepts.Meets(money)
                && yuan is { } sum
                && token.Value > sum * mostOfEstimate
                && IsRecord(sentence, token, scale)
            )
            {
                yield return Hit("L-10.c", sentence, token);
            }
        }
    }

    private bool IsGrade(Sentence sentence, Token token, ConceptSet grades)
    {
        var around = (Math.Max(0, token.Start - Reach), token.End + 6);
        return token.Concepts.Meets(grades) && sentence.Has(trade, around);
    }

    private bool IsRecord(Sentence sentence, Token sum, ProjectScale scale)
    {
        var segment = sentence.Segment(sentence.SegmentAt(sum.Start));
        var clause = sentence.Clause(sentence.ClauseAt(sum.Start));
        return !scale.IsEstimate(sentence.Start + sum.Start)
            && sentence.Has(record, segment)
            && !sentence.Has(notRecord, clause);
    }

    private static Found Hit(string pattern, Sentence sentence, Token token) =>
        new(pattern, sentence.Start + token.Start, sentence.Start + token.End, null);
}
