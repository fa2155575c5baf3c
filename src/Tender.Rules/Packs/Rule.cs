using System.Text.Json;

namespace Tender.Rules;

/// <summary>A rule, or a family of hidden barriers, with the articles that it stands on.</summary>
public sealed record Rule
{
    /// <summary>Id, <c>R-nnn</c> or <c>L-nn</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Title by language tag, <c>zh-CN</c> and <c>en</c>.</summary>
    public required IReadOnlyDictionary<string, string> Title { get; init; }

    /// <summary>What kind of question it is.</summary>
    public required string Kind { get; init; }

    /// <summary>Its numbers and words.</summary>
    public required IReadOnlyDictionary<string, JsonElement> Parameters { get; init; }

    /// <summary>Where the parameters come from.</summary>
    public required ParameterBasis ParameterBasis { get; init; }

    /// <summary>What it does today.</summary>
    public required Enforcement Enforcement { get; init; }

    /// <summary>What it will do once its source was compared.</summary>
    public required Enforcement EnforcementWhenConfirmed { get; init; }

    /// <summary>Which tenders it binds; a name of <see cref="RulePack.Scopes"/>.</summary>
    public required string Scope { get; init; }

    /// <summary>Articles.</summary>
    public required IReadOnlyList<Citation> Citation { get; init; }

    /// <summary>How far the source was compared.</summary>
    public required SourceState SourceState { get; init; }

    /// <summary>Who compared it.</summary>
    public required string? VerifiedBy { get; init; }

    /// <summary>When.</summary>
    public required DateOnly? VerifiedOn { get; init; }

    /// <summary>A remark of the editors.</summary>
    public string? Note { get; init; }
}
