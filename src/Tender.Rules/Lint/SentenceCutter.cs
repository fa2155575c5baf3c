namespace Tender.Rules.Lint;

/// <summary>Cuts a normalised text into sentences; the head of a list is kept in mind for its items.</summary>
internal sealed class SentenceCutter(Lexicon lexicon)
{
    private const string Ends = "。!?\n";
    private readonly ConceptSet ban = lexicon.Set("ban");
    private readonly ConceptSet listWords = lexicon.Set("listWords");
    private readonly ConceptSet demandHead = lexicon.Set("demandHead");
    private readonly ConceptSet bidder = lexicon.Set("who");

    internal IEnumerable<Sentence> Cut(string text)
    {
        var (forbidden, demanded) = (false, false);
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && !Ends.Contains(text[i], StringComparison.Ordinal))
            {
                continue;
            }

            if (i > start)
            {
                var words = text[start..i];
                var tokens = lexicon.Scan(words);
                var head = Head(words, tokens);
                var forbids =
                    head.Exists(t => t.Concepts.Meets(ban))
                    && head.Exists(t => t.Concepts.Meets(listWords))
                    && !head.Exists(t => t.Concepts.Meets(bidder));
                var demands = head.Exists(t => t.Concepts.Meets(demandHead));
                (forbidden, demanded) = (forbids || (forbidden && !demands), demands || (demanded && !forbids));
                yield return new Sentence(words, start, tokens) { Forbidden = forbidden, Demanded = demanded };
                if (i < text.Length && text[i] == '。' && !(forbids || demands))
                {
                    (forbidden, demanded) = (false, false);
                }
            }

            start = i + 1;
        }
    }

    // The words before the first colon.
    private static List<Token> Head(string words, List<Token> tokens)
    {
        var colon = words.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? [] : tokens.FindAll(t => t.End <= colon);
    }
}
