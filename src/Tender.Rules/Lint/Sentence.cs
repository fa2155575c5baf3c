namespace Tender.Rules.Lint;

/// <summary>A sentence of a normalised text with its words, cut into segments (at <c>;</c>) and clauses (at <c>, : ;</c>).</summary>
internal sealed class Sentence
{
    private readonly int[] segments;
    private readonly int[] clauses;

    internal Sentence(string text, int start, List<Token> tokens)
    {
        Text = text;
        Start = start;
        Tokens = tokens;
        segments = Count(text, ";");
        clauses = Count(text, ",:;");
    }

    internal string Text { get; }

    /// <summary>Where it starts in the normalised text.</summary>
    internal int Start { get; }

    /// <summary>Its words, places counted from its start.</summary>
    internal List<Token> Tokens { get; }

    /// <summary>It is an item of a list whose head demands ("bidders shall meet all of these:").</summary>
    internal bool Demanded { get; init; }

    /// <summary>It is an item of a list whose head forbids the tenderee what follows.</summary>
    internal bool Forbidden { get; init; }

    internal int SegmentAt(int place) => segments[Math.Min(place, segments.Length - 1)];

    internal int ClauseAt(int place) => clauses[Math.Min(place, clauses.Length - 1)];

    internal (int Start, int End) Clause(int number) => Range(clauses, number);

    internal (int Start, int End) Segment(int number) => Range(segments, number);

    internal bool Has(ConceptSet concepts) => Tokens.Exists(t => t.Concepts.Meets(concepts));

    internal bool Has(ConceptSet concepts, (int Start, int End) range) =>
        Tokens.Exists(t => t.Concepts.Meets(concepts) && t.Start >= range.Start && t.End <= range.End);

    // The number of marks before each character.
    private static int[] Count(string text, string marks)
    {
        var counts = new int[Math.Max(1, text.Length)];
        var count = 0;
        for (var i = 0; i < text.Length; i++)
        {
            counts[i] = count;
            count += marks.Contains(text[i], StringComparison.Ordinal) ? 1 : 0;
        }

        return counts;
    }

    private static (int Start, int End) Range(int[] counts, int number)
    {
        var start = Array.IndexOf(counts, number);
        return start < 0 ? (0, 0) : (start, Array.LastIndexOf(counts, number) + 1);
    }
}
