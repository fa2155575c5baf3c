namespace Tender.Rules;

/// <summary>An article of the law.</summary>
public sealed record Citation
{
    /// <summary>Code of the source.</summary>
    public required string Code { get; init; }

    /// <summary>Name in Chinese.</summary>
    public required string Law { get; init; }

    /// <summary>Name in English.</summary>
    public required string LawEn { get; init; }

    /// <summary>Number of the article, or null where the source has items or is cited as a whole.</summary>
    public string? Article { get; init; }

    /// <summary>Number of the item.</summary>
    public string? Item { get; init; }

    /// <summary>How far the text was compared.</summary>
    public required SourceState State { get; init; }

    /// <summary>Law and place in Chinese, such as <c>招标投标法 24</c>.</summary>
    public override string ToString() => (Article ?? Item) is { } place ? $"{Law} {place}" : Law;
}
