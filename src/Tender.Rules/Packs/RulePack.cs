using System.Text.Json;

namespace Tender.Rules;

/// <summary>
/// The law as data: sources, clocks, rules and lint families with their articles. A tender keeps the pack of its notice date for life.
/// </summary>
public sealed record RulePack
{
    private static readonly Lazy<RulePack> LazyDefault = new(() =>
        Parse(RuleData.Read("Packs.CN-default-2026.1.json"))
    );

    /// <summary>Name and edition, such as <c>CN-default-2026.1</c>.</summary>
    public required string Pack { get; init; }

    /// <summary>Version of the data.</summary>
    public required int Version { get; init; }

    /// <summary>First day on which it holds, in its zone.</summary>
    public required DateOnly EffectiveFrom { get; init; }

    /// <summary>Last day on which it holds, or null.</summary>
    public required DateOnly? EffectiveTo { get; init; }

    /// <summary>Region, such as <c>CN</c>; packs of a region override by id.</summary>
    public required string Region { get; init; }

    /// <summary>Language of the titles that are complete.</summary>
    public required string Locale { get; init; }

    /// <summary>Zone of its dates.</summary>
    public required string TimeZone { get; init; }

    /// <summary>How minimum periods are counted.</summary>
    public required DayCounting DayCounting { get; init; }

    /// <summary>Words for what a rule may do.</summary>
    public required IReadOnlyList<Enforcement> EnforcementValues { get; init; }

    /// <summary>Words for how far a source was compared.</summary>
    public required IReadOnlyList<SourceState> SourceStates { get; init; }

    /// <summary>Words for how far a citation was compared.</summary>
    public required IReadOnlyList<SourceState> CitationStates { get; init; }

    /// <summary>Words for where a parameter comes from.</summary>
    public required IReadOnlyList<ParameterBasis> ParameterBases { get; init; }

    /// <summary>What holds for all rules.</summary>
    public required PackPolicy Policy { get; init; }

    /// <summary>Scopes and their meaning.</summary>
    public required IReadOnlyDictionary<string, string> Scopes { get; init; }

    /// <summary>Laws that are cited.</summary>
    public required IReadOnlyList<LegalSource> Sources { get; init; }

    /// <summary>Its clocks.</summary>
    public required IReadOnlyList<StatutoryClock> Clocks { get; init; }

    /// <summary>Its rules.</summary>
    public required IReadOnlyList<Rule> Rules { get; init; }

    /// <summary>Its families of hidden barriers.</summary>
    public required IReadOnlyList<Rule> Lints { get; init; }

    /// <summary>The pack in force.</summary>
    public static RulePack Default => LazyDefault.Value;

    /// <summary>Name with version, as it is kept with every computed date.</summary>
    public string Name => $"{Pack}/{Version}";

    /// <summary>Reads a pack.</summary>
    /// <param name="utf8">JSON, UTF-8.</param>
    /// <exception cref="RuleDataException">Unknown or missing members, an id twice, a clock of a rule that is not there.</exception>
    public static RulePack Parse(ReadOnlySpan<byte> utf8)
    {
        RulePack pack;
        try
        {
            pack = JsonSerializer.Deserialize<RulePack>(utf8, RuleData.Json) ?? throw new JsonException("null");
        }
        catch (JsonException failure)
        {
            throw new RuleDataException($"No rule pack: {failure.Path ?? "$"}", failure);
        }

        PackChecks.Demand(pack);
        return pack;
    }

    /// <summary>A clock by its id.</summary>
    /// <exception cref="KeyNotFoundException">The pack has none of that name.</exception>
    public StatutoryClock Clock(string id) =>
        Clocks.FirstOrDefault(c => c.Id == id) ?? throw new KeyNotFoundException($"No clock {id} in {Pack}.");

    /// <summary>A rule or lint family by its id, or null when the pack has none of that name.</summary>
    public Rule? Find(string id) => Rules.Concat(Lints).FirstOrDefault(r => r.Id == id);
}
