using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tender.Rules;

/// <summary>The law as data: clocks and rules with their articles. A tender keeps the pack of its notice for life.</summary>
public sealed record RulePack
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter() },
    };

    private static readonly Lazy<RulePack> LazyDefault = new(() => Load("CN-default-2026.1"));

    /// <summary>Name and edition, such as <c>CN-default-2026.1</c>.</summary>
    public required string Pack { get; init; }

    /// <summary>Version of the data.</summary>
    public required int Version { get; init; }

    /// <summary>First day on which it holds, ISO 8601.</summary>
    public required string EffectiveFrom { get; init; }

    /// <summary>Zone of its dates.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Its clocks.</summary>
    public required IReadOnlyList<StatutoryClock> Clocks { get; init; }

    /// <summary>Its rules.</summary>
    public required IReadOnlyList<Rule> Rules { get; init; }

    /// <summary>The pack in force.</summary>
    public static RulePack Default => LazyDefault.Value;

    /// <summary>A clock by its id.</summary>
    /// <exception cref="KeyNotFoundException">The pack has none of that name.</exception>
    public StatutoryClock Clock(string id) =>
        Clocks.FirstOrDefault(c => c.Id == id) ?? throw new KeyNotFoundException($"No clock {id} in {Pack}.");

    /// <summary>A rule by its id, or null when the pack has none of that name.</summary>
    public Rule? Find(string id) => Rules.FirstOrDefault(r => r.Id == id);

    private static RulePack Load(string name)
    {
        using var stream =
            typeof(RulePack).Assembly.GetManifestResourceStream($"Tender.Rules.Packs.{name}.json")
            ?? throw new KeyNotFoundException($"No rule pack {name}.");
        return JsonSerializer.Deserialize<RulePack>(stream, Json)!;
    }
}

/// <summary>A statutory period.</summary>
/// <param name="Id">Name, such as <c>docsToDeadline</c>.</param>
/// <param name="From">What starts it.</param>
/// <param name="To">What it ends with.</param>
/// <param name="Days">Its length.</param>
/// <param name="Count">How days are counted.</param>
/// <param name="Rule">The rule that it belongs to.</param>
public sealed record StatutoryClock(string Id, string From, string To, int Days, CountMode Count, string Rule);

/// <summary>A rule with the articles that it stands on.</summary>
/// <param name="Id">Id, <c>R-nnn</c>.</param>
/// <param name="Title">Title by language tag, <c>zh-CN</c> and <c>en</c>.</param>
/// <param name="Citation">Articles.</param>
public sealed record Rule(string Id, IReadOnlyDictionary<string, string> Title, IReadOnlyList<Citation> Citation);

/// <summary>An article of the law.</summary>
/// <param name="Law">Name in Chinese.</param>
/// <param name="LawEn">Name in English.</param>
/// <param name="Article">Number.</param>
public sealed record Citation(string Law, string LawEn, string Article);
