namespace Tender.Rules.Lint;

/// <summary>A clause that may keep bidders out.</summary>
public sealed record LintHit
{
    /// <summary>Family, <c>L-nn</c>.</summary>
    public required string Family { get; init; }

    /// <summary>Block: must be corrected. Warn: must be explained.</summary>
    public required Severity Severity { get; init; }

    /// <summary>First character in the text that was given, counted in UTF-16 units.</summary>
    public required int Start { get; init; }

    /// <summary>Behind the last character.</summary>
    public required int End { get; init; }

    /// <summary>Name of the family by language tag, <c>zh-CN</c> and <c>en</c>.</summary>
    public required IReadOnlyDictionary<string, string> Title { get; init; }

    /// <summary>Articles that the family stands on.</summary>
    public required IReadOnlyList<Citation> Citations { get; init; }

    /// <summary>A fairer wording, Chinese.</summary>
    public required string SuggestionZh { get; init; }

    /// <summary>A fairer wording, English.</summary>
    public required string SuggestionEn { get; init; }
}
