namespace Tender.Rules;

/// <summary>What must hold inside a pack beyond its form.</summary>
internal static class PackChecks
{
    internal static void Demand(RulePack pack)
    {
        var ids = pack.Rules.Concat(pack.Lints).Select(r => r.Id).ToList();
        Demand(ids.Distinct().Count() == ids.Count, "an id twice");
        Demand(pack.Clocks.Select(c => c.Id).Distinct().Count() == pack.Clocks.Count, "a clock twice");
        var sources = pack.Sources.Select(s => s.Code).ToHashSet(StringComparer.Ordinal);
        foreach (var clock in pack.Clocks)
        {
            Demand(ids.Contains(clock.Rule), $"clock {clock.Id} of an unknown rule");
            Demand(clock.Days > 0 != (clock.Count == CountMode.Backward) && clock.Days != 0, $"days of {clock.Id}");
        }

        foreach (var rule in pack.Rules.Concat(pack.Lints))
        {
            Demand(rule.Title.ContainsKey("zh-CN") && rule.Title.ContainsKey("en"), $"titles of {rule.Id}");
            Demand(
                rule.Citation.Count > 0 && rule.Citation.All(c => sources.Contains(c.Code)),
                $"sources of {rule.Id}"
            );
            Demand(pack.Scopes.ContainsKey(rule.Scope), $"scope of {rule.Id}");
            // What nobody has compared with the text may warn, never refuse.
            var unconfirmed = rule.SourceState == SourceState.FromMemory && rule.VerifiedOn is null;
            Demand(!unconfirmed || rule.Enforcement == pack.Policy.FromMemoryShipsAs, $"enforcement of {rule.Id}");
        }
    }

    private static void Demand(bool holds, string what)
    {
        if (!holds)
        {
            throw new RuleDataException($"No rule pack: {what}.");
        }
    }
}
