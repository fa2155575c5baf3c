namespace Tender.Rules.Lint;

/// <summary>A pattern as data. Slots and groups are separated by spaces, choices by <c>|</c>.</summary>
/// <param name="Id">Family and letter, <c>L-01.a</c>.</param>
/// <param name="Find">Slots that must meet, each with one word: <c>place org&lt;20</c>; the number is the widest gap to those before it.</param>
/// <param name="Within">Gap for slots that name none.</param>
/// <param name="Ordered">The slots follow each other in this order.</param>
/// <param name="Also">Groups of which the sentence must hold a word each; <c>mode</c> is met by a scoring table and by an item of a list of demands.</param>
/// <param name="Unless">Words that clear the segment.</param>
/// <param name="Near">Words that clear when they stand in the clauses of the hit.</param>
/// <param name="Above">A number in the hit must be greater than this.</param>
/// <param name="Severity">Block or warn; the family's own when left out.</param>
/// <param name="NotPlaces">Not there.</param>
/// <param name="Trades">Only for these; empty for all.</param>
internal sealed record PatternData(
    string Id,
    string Find,
    int Within = 12,
    bool Ordered = false,
    string Also = "",
    string Unless = "",
    string Near = "",
    decimal? Above = null,
    Severity? Severity = null,
    IReadOnlyList<LintPlace>? NotPlaces = null,
    IReadOnlyList<LintTrade>? Trades = null
);
