namespace Tender.Rules.Lint;

/// <summary>
/// Words by concept, as data. An entry holds words separated by spaces; <c>(a|b|)</c> stands for each of its choices, so that
/// <c>(本|我)(市|省)</c> is four words. A word may belong to several concepts.
/// </summary>
internal sealed class Lexicon
{
    private readonly Dictionary<string, int> numbers = [];
    private readonly IReadOnlyDictionary<string, string> groups;
    private readonly Node root = new();

    internal Lexicon(
        IReadOnlyDictionary<string, IReadOnlyList<string>> concepts,
        IReadOnlyDictionary<string, string> groups
    )
    {
        this.groups = groups;
        foreach (var (name, entries) in concepts)
        {
            var concept = ConceptSet.Of(Number(name));
            foreach (var word in entries.SelectMany(e => e.Split(' ')).SelectMany(Expand))
            {
                Add(word, concept);
            }
        }

        foreach (var measured in NumberReader.Concepts)
        {
            Number(measured);
        }

        Noise = Set("noise");
    }

    /// <summary>Words that only look like others: 不得分 holds no 不得.</summary>
    private ConceptSet Noise { get; }

    /// <summary>Names of concepts and groups, separated by <c>|</c>.</summary>
    /// <exception cref="RuleDataException">A name that the data does not hold.</exception>
    internal ConceptSet Set(string names)
    {
        var set = default(ConceptSet);
        foreach (var name in names.Split('|'))
        {
            set = set.With(
                groups.TryGetValue(name, out var members) ? Set(members)
                : numbers.TryGetValue(name, out var number) ? ConceptSet.Of(number)
                : throw new RuleDataException($"No concept {name} in the lexicon.")
            );
        }

        return set;
    }

    /// <summary>All words of a text, in its order, without those that are part of noise.</summary>
    internal List<Token> Scan(string text)
    {
        var tokens = new List<Token>();
        var noise = new List<Token>();
        for (var start = 0; start < text.Length; start++)
        {
            var node = root;
            for (var i = start; i < text.Length && node.Next.TryGetValue(text[i], out node!); i++)
            {
                if (node.Concepts.IsEmpty || SplitsLatin(text, start, i + 1))
                {
                    continue;
                }

                if (node.Concepts.Meets(Noise))
                {
                    noise.Add(new Token(start, i + 1, Noise));
                }

                tokens.Add(new Token(start, i + 1, node.Concepts.Without(Noise)));
            }
        }

        tokens.AddRange(NumberReader.Read(text).Select(n => new Token(n.Start, n.End, Set(n.Concept), n.Value)));
        tokens.RemoveAll(t =>
            t.Concepts.IsEmpty || noise.Exists(n => n.Start <= t.Start && t.End <= n.End && n.Length > t.Length)
        );
        tokens.Sort((a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : b.End.CompareTo(a.End));
        return tokens;
    }

    /// <summary>Each choice of the brackets written out.</summary>
    internal static IEnumerable<string> Expand(string entry)
    {
        var open = entry.IndexOf('(', StringComparison.Ordinal);
        if (open < 0)
        {
            return entry.Length == 0 ? [] : [entry];
        }

        var close = entry.IndexOf(')', open);
        var choices = entry[(open + 1)..close].Split('|');
        return choices.SelectMany(c => Expand(entry[..open] + c + entry[(close + 1)..]));
    }

    // "ge" is no word in "message"; longer names may run into the next word, because spaces were taken out.
    private static bool SplitsLatin(string text, int start, int end) =>
        end - start <= 2
        && (
            (start > 0 && char.IsAsciiLetter(text[start]) && char.IsAsciiLetter(text[start - 1]))
            || (end < text.Length && char.IsAsciiLetter(text[end - 1]) && char.IsAsciiLetter(text[end]))
        );

    private int Number(string name)
    {
        if (!numbers.TryGetValue(name, out var number))
        {
            number = numbers.Count;
            numbers[name] =
                number < ConceptSet.Most
                    ? number
                    : throw new RuleDataException($"More than {ConceptSet.Most} concepts.");
        }

        return number;
    }

    private void Add(string word, ConceptSet concept)
    {
        var node = root;
        foreach (var c in word)
        {
            if (!node.Next.TryGetValue(c, out var next))
            {
                node.Next[c] = next = new Node();
            }

            node = next;
        }

        node.Concepts = node.Concepts.With(concept);
    }

    private sealed class Node
    {
        internal Dictionary<char, Node> Next { get; } = [];

        internal ConceptSet Concepts { get; set; }
    }
}
