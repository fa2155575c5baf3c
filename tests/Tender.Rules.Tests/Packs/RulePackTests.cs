using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace Tender.Rules.Tests.Packs;

public sealed class RulePackTests
{
    [Fact]
    public void Default_HoldsTheWholeLaw()
    {
        var pack = RulePack.Default;

        Assert.Equal((109, 20, 18), (pack.Rules.Count, pack.Lints.Count, pack.Clocks.Count));
        Assert.Equal(12, pack.Rules.Count(r => r.SourceState == SourceState.FromMemory));
        Assert.All(
            pack.Rules.Where(r => r.SourceState == SourceState.FromMemory),
            r => Assert.Equal(Enforcement.Warn, r.Enforcement)
        );
        Assert.Equal(20_000, (int)(pack.Find("R-037")!.Parameters["max"].GetDecimal() * 1_000_000));
        Assert.Equal("CN-default-2026.1/1", pack.Name);
    }

    [Fact]
    public void Find_UnknownId_IsNull() => Assert.Null(RulePack.Default.Find("R-999"));

    public static TheoryData<string, Action<JsonObject>> Faults =>
        new()
        {
            { "unknown member", p => p["more"] = 1 },
            { "missing member", p => p.Remove("clocks") },
            { "id twice", p => p["rules"]![1]!["id"] = p["rules"]![0]!["id"]!.GetValue<string>() },
            { "clock of an unknown rule", p => p["clocks"]![0]!["rule"] = "R-999" },
            { "clock without days", p => p["clocks"]![0]!["days"] = 0 },
            { "clock that runs backwards", p => p["clocks"]![0]!["days"] = -30 },
            { "no English title", p => p["rules"]![0]!["title"]!.AsObject().Remove("en") },
            { "unknown source", p => p["rules"]![0]!["citation"]![0]!["code"] = "XX" },
            { "unknown scope", p => p["rules"]![0]!["scope"] = "nobody" },
            { "from memory and blocking", p => p["rules"]![0]!["enforcement"] = "block" },
        };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Parse_Fault_IsRefused(string name, Action<JsonObject> plant)
    {
        var pack = Whole();
        plant(pack);

        Assert.True(Refuses(pack), name);
    }

    [Fact]
    public void Parse_RuleThatAPersonConfirmed_MayBlock()
    {
        var pack = Whole();
        pack["rules"]![0]!["enforcement"] = "block";
        pack["rules"]![0]!["verifiedBy"] = "王法";
        pack["rules"]![0]!["verifiedOn"] = "2026-11-01";

        Assert.False(Refuses(pack));
    }

    private static JsonObject Whole()
    {
        using var stream = typeof(RulePack).Assembly.GetManifestResourceStream(
            "Tender.Rules.Packs.CN-default-2026.1.json"
        )!;
        return JsonNode.Parse(stream)!.AsObject();
    }

    private static bool Refuses(JsonObject pack)
    {
        try
        {
            RulePack.Parse(Encoding.UTF8.GetBytes(pack.ToJsonString()));
            return false;
        }
        catch (RuleDataException)
        {
            return true;
        }
    }
}
