namespace Tender.Rules.Lint;

/// <summary>A set of concepts of the lexicon.</summary>
internal readonly record struct ConceptSet(UInt128 Low, UInt128 High)
{
    /// <summary>How many concepts there may be.</summary>
    internal const int Most = 256;

    internal bool IsEmpty => Low == 0 && High == 0;

    internal static ConceptSet Of(int concept) =>
        concept < 128 ? new(UInt128.One << concept, 0) : new(0, UInt128.One << (concept - 128));

    internal bool Meets(ConceptSet other) => ((Low & other.Low) | (High & other.High)) != 0;

    internal ConceptSet With(ConceptSet other) => new(Low | other.Low, High | other.High);

    internal ConceptSet Without(ConceptSet other) => new(Low & ~other.Low, High & ~other.High);
}
