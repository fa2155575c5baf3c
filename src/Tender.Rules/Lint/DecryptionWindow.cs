namespace Tender.Rules.Lint;

/// <summary>Times for decrypting that are too short (L-17): below one bound of the pack block, below the other warn.</summary>
internal sealed class DecryptionWindow(Rule rule, Lexicon lexicon)
{
    private const int Reach = 26;
    private readonly decimal warnBelow = rule.Parameters["warnBelowMinutes"].GetDecimal();
    private readonly decimal blockBelow = rule.Parameters["blockBelowMinutes"].GetDecimal();
    private readonly ConceptSet minutes = lexicon.Set("minutes");
    private readonly ConceptSet decrypt = lexicon.Set("decrypt");
    private readonly ConceptSet atLeast = lexicon.Set("atLeast");
    private readonly ConceptSet elsewhere = lexicon.Set("otherTimes");

    internal IEnumerable<Found> Find(Sentence sentence, bool[] cleared)
    {
        foreach (
            var time in sentence.Tokens.Where(t => t.Concepts.Meets(minutes) && t.Value < warnBelow && t.Value > 0)
        )
        {
            var clause = sentence.Clause(sentence.ClauseAt(time.Start));
            var about = sentence.Tokens.FindIndex(t =>
                t.Concepts.Meets(decrypt)
                && sentence.SegmentAt(t.Start) == sentence.SegmentAt(time.Start)
                && Math.Max(t.Start - time.End, time.Start - t.End) <= Reach
            );
            if (about < 0 || cleared[time.Start] || sentence.Has(atLeast, clause) || sentence.Has(elsewhere, clause))
            {
                continue;
            }

            var word = sentence.Tokens[about];
            yield return new Found(
                "L-17.a",
                sentence.Start + Math.Min(word.Start, time.Start),
                sentence.Start + Math.Max(word.End, time.End),
                time.Value < blockBelow ? Severity.Block : Severity.Warn
            );
        }
    }
}
