namespace Tender.Site.Plans;

/// <summary>A group of links that narrow a search.</summary>
/// <param name="Field">Name of the field.</param>
/// <param name="Chosen">The word in force, if any.</param>
/// <param name="Words">Words with counts.</param>
/// <param name="QueryOf">Query string of a word.</param>
/// <param name="QueryOfAll">Query string without it.</param>
public sealed record FacetView(
    string Field,
    string? Chosen,
    IReadOnlyList<Facet> Words,
    Func<string, string> QueryOf,
    string QueryOfAll
);
