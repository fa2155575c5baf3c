using System.Xml.Linq;
using Tender.Site.Tests.Support;
using Xunit;

namespace Tender.Site.Tests.Plans;

public sealed class PlanListTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    private static readonly XNamespace AtomSpace = "http://www.w3.org/2005/Atom";

    [Theory]
    [InlineData("?q=泵站", 1)]
    [InlineData("?q=泵站 闸门", 1)]
    [InlineData("?q=泵站 桥梁", 0)]
    [InlineData("?q=%25", 0)]
    [InlineData("?district=330110", 1)]
    [InlineData("?district=330110&sector=building", 0)]
    [InlineData("?sector=water", 1)]
    public async Task List_ByWordsAndFacets_FindsWhatFits(string query, int count)
    {
        await WaterPlanAsync();
        var page = await site.Open().PageAsync("/plans" + query.Replace(" ", "%20", StringComparison.Ordinal));

        Assert.Equal(
            count > 0,
            page.QuerySelectorAll(".et-list > li")
                .Any(l => l.TextContent.Contains("泵站更新", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task List_Facets_NameDistrictsAndSectorsWithCounts()
    {
        await WaterPlanAsync();

        var page = await site.Open("en").PageAsync("/plans");

        var facets = page.QuerySelectorAll(".et-facet").Select(f => f.TextContent).ToList();
        Assert.Contains(facets, f => f.Contains("Yuhang", StringComparison.Ordinal));
        Assert.Contains(facets, f => f.Contains("Water works", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Atom_Published_IsAnEntryThatStays()
    {
        var no = await WaterPlanAsync();
        using var response = await site.Open().GetAsync("/plans.atom?sector=water");

        Assert.Equal("application/atom+xml", response.Content.Headers.ContentType!.MediaType);
        var feed = XDocument.Parse(await response.Content.ReadAsStringAsync());
        var entries = feed.Root!.Elements(AtomSpace + "entry").ToList();
        Assert.Contains(
            entries,
            e => e.Element(AtomSpace + "link")!.Attribute("href")!.Value == $"https://site.example/zh/plans/{no}"
        );
        Assert.All(
            entries,
            e => Assert.StartsWith("urn:uuid:", e.Element(AtomSpace + "id")!.Value, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Csv_CellThatLooksLikeAFormula_IsText()
    {
        var agent = await site.Open().AsAgentAsync();
        await agent.PlanAsync(Support.Plans.Form("=HYPERLINK(\"evil\")"));

        using var response = await site.Open().GetAsync("/plans.csv");

        var text = await response.Content.ReadAsStringAsync();
        Assert.Equal("text/csv", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition!.DispositionType);
        Assert.DoesNotContain(",=HYPERLINK", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"=HYPERLINK", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ics_ChangedPlan_KeepsItsIdAndRaisesTheSequence()
    {
        var agent = await site.Open().AsAgentAsync();
        var no = await agent.PlanAsync();
        var first = await IcsAsync(no);
        using var changed = await agent.ChangePlanAsync(no, ("Contact", "王建"), ("Note", "更换联系人。"));

        var second = await IcsAsync(no);

        Assert.Equal(Line(first, "UID"), Line(second, "UID"));
        Assert.Equal("SEQUENCE:1", Line(first, "SEQUENCE"));
        Assert.Equal("SEQUENCE:2", Line(second, "SEQUENCE"));
        var from = (await site.Open().JsonAsync($"/plans/{no}/plan.json"))
            .GetProperty("noticeFrom")
            .GetDateTimeOffset();
        Assert.Equal(
            $"DTSTART:{from.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", System.Globalization.CultureInfo.InvariantCulture)}",
            Line(second, "DTSTART")
        );
    }

    private static string Line(string ics, string name) =>
        ics.Split("\r\n").Single(l => l.StartsWith(name, StringComparison.Ordinal));

    private async Task<string> IcsAsync(string no)
    {
        using var response = await site.Open().GetAsync($"/plans/{no}.ics");
        Assert.Equal("text/calendar", response.Content.Headers.ContentType!.MediaType);
        return await response.Content.ReadAsStringAsync();
    }

    private async Task<string> WaterPlanAsync()
    {
        var agent = await site.Open().AsAgentAsync();
        var form = Support.Plans.Form("西溪河口泵站更新");
        form["District"] = "330110";
        form["Sector"] = "water";
        form["ContentAndScale"] = "泵站一座，闸门三扇。";
        return await agent.PlanAsync(form);
    }
}
