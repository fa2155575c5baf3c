namespace Tender.Rules.Lint;

/// <summary>A word of the lexicon, or a number with its unit, in a normalised text.</summary>
/// <param name="Start">First character.</param>
/// <param name="End">Behind the last.</param>
/// <param name="Concepts">What it may mean.</param>
/// <param name="Value">Its number, in the smallest unit of its kind (yuan, minutes); 0 for words.</param>
internal readonly record struct Token(int Start, int End, ConceptSet Concepts, decimal Value = 0)
{
    internal int Length => End - Start;

    internal bool Overlaps(int start, int end) => Start < end && start < End;
}
