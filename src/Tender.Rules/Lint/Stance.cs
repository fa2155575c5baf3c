namespace Tender.Rules.Lint;

/// <summary>
/// Which parts of a sentence name a barrier without putting it up: the tenderee is forbidden it, it is dropped, left free, or only
/// talked about. "Who has no branch here is rejected" stays a demand.
/// </summary>
internal sealed class Stance
{
    private const int BanReach = 14;
    private const int FreedHead = 12;
    private readonly ConceptSet ban;
    private readonly ConceptSet banAct;
    private readonly ConceptSet because;
    private readonly ConceptSet free;
    private readonly ConceptSet freed;
    private readonly ConceptSet freedTopic;
    private readonly ConceptSet meta;
    private readonly ConceptSet correct;
    private readonly ConceptSet other;
    private readonly ConceptSet strictly;
    private readonly ConceptSet bidder;
    private readonly ConceptSet tenderee;
    private readonly ConceptSet turn;
    private readonly ConceptSet demand;

    internal Stance(Lexicon lexicon)
    {
        ban = lexicon.Set("ban");
        banAct = lexicon.Set("banAct");
        because = lexicon.Set("because");
        free = lexicon.Set("free");
        freed = lexicon.Set("freed");
        freedTopic = lexicon.Set("freedTopic");
        meta = lexicon.Set("meta");
        correct = lexicon.Set("correct");
        other = lexicon.Set("other");
        strictly = lexicon.Set("strictly");
        bidder = lexicon.Set("who|outside");
        tenderee = lexicon.Set("tenderee");
        turn = lexicon.Set("turn");
        demand = lexicon.Set("demand");
    }

    /// <summary>For each character whether what stands there is taken back.</summary>
    internal bool[] Cleared(Sentence sentence)
    {
        var cleared = new bool[sentence.Text.Length];
        if (sentence.Forbidden || sentence.Has(meta))
        {
            Array.Fill(cleared, true);
            return cleared;
        }

        foreach (var token in sentence.Tokens)
        {
            if (token.Concepts.Meets(ban) && ForbidsTenderee(sentence, token))
            {
                Fill(cleared, token.Start, EndOfBan(sentence, token));
            }

            if (token.Concepts.Meets(free))
            {
                Fill(cleared, token.Start, sentence.Clause(sentence.ClauseAt(token.Start)).End);
            }

            if (token.Concepts.Meets(freed) && !sentence.Has(strictly, sentence.Clause(sentence.ClauseAt(token.Start))))
            {
                Fill(cleared, StartOfFreed(sentence, token), token.End);
            }
        }

        ClearQuotes(sentence, cleared);
        return cleared;
    }

    private bool ForbidsTenderee(Sentence sentence, Token ban)
    {
        var clause = sentence.Clause(sentence.ClauseAt(ban.Start));
        var act = sentence.Tokens.FindIndex(t =>
            t.Concepts.Meets(banAct) && t.Start >= ban.End && t.Start <= ban.End + BanReach && t.End <= clause.End
        );
        if (act < 0)
        {
            return false;
        }

        var before = sentence.Tokens.FindAll(t => t.Start >= clause.Start && t.End <= ban.Start);
        return sentence.Tokens[act].Concepts.Meets(because)
            || before.Exists(t => t.Concepts.Meets(tenderee))
            || !before.Exists(t => t.Concepts.Meets(bidder));
    }

    // A ban reaches to the end of its segment, unless a clause turns to a demand on the bidder.
    private int EndOfBan(Sentence sentence, Token token)
    {
        var segment = sentence.Segment(sentence.SegmentAt(token.Start));
        for (var clause = sentence.ClauseAt(token.Start) + 1; ; clause++)
        {
            var range = sentence.Clause(clause);
            if (range.End == 0 || range.Start >= segment.End)
            {
                return segment.End;
            }

            var first = (range.Start, Math.Min(range.Start + 8, range.End));
            if (sentence.Has(turn, first) && sentence.Has(demand, range))
            {
                return range.Start;
            }
        }
    }

    // "..., the place does not matter" reaches back over its own clause, and over the clause before when it opens its own.
    private int StartOfFreed(Sentence sentence, Token token)
    {
        var number = sentence.ClauseAt(token.Start);
        var clause = sentence.Clause(number);
        if (sentence.Has(other, (clause.Start, token.End)))
        {
            return token.Start;
        }

        var segment = sentence.Segment(sentence.SegmentAt(token.Start));
        if (number == 0 || clause.Start <= segment.Start)
        {
            return clause.Start;
        }

        var before = sentence.Clause(number - 1);
        var opens = token.Start - clause.Start <= FreedHead;
        if (sentence.Has(freedTopic, clause) || (opens && !sentence.Has(demand, before)))
        {
            return before.Start;
        }

        return clause.Start;
    }

    // What stands in quotation marks is talked about when the sentence deletes, replaces or forbids it.
    private void ClearQuotes(Sentence sentence, bool[] cleared)
    {
        if (!sentence.Has(correct))
        {
            return;
        }

        var open = -1;
        for (var i = 0; i < sentence.Text.Length; i++)
        {
            if (sentence.Text[i] != '"')
            {
                continue;
            }

            if (open < 0)
            {
                open = i;
            }
            else
            {
                Fill(cleared, open, i);
                open = -1;
            }
        }
    }

    private static void Fill(bool[] cleared, int start, int end) =>
        Array.Fill(cleared, true, start, Math.Max(0, Math.Min(end, cleared.Length) - start));
}
