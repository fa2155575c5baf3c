using System.Net;
using Tender.Site.Tests.Support;
using Xunit;

namespace Tender.Site.Tests.Plans;

public sealed class PlanFormTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    [Theory]
    [InlineData("ProjectName", "", "ProjectName")]
    [InlineData("ProjectName", "a\u0001b", "ProjectName")]
    [InlineData("TendereeCode", "12330100MA2000019X", "TendereeCode")]
    [InlineData("District", "110101", "District")]
    [InlineData("District", "", "District")]
    [InlineData("Trade", "secret", "Trade")]
    [InlineData("Sector", "", "Sector")]
    [InlineData("Method", "negotiated", "Method")]
    [InlineData("Mandatory", "maybe", "Mandatory")]
    [InlineData("EstimateYuan", "-1", "EstimateYuan")]
    [InlineData("EstimateYuan", "1.001", "EstimateYuan")]
    [InlineData("PlannedNoticeMonth", "2026-13", "PlannedNoticeMonth")]
    [InlineData("PlannedNoticeMonth", "2026-10", "PlannedNoticeMonth")]
    public async Task DraftPlan_UnreadableField_IsNamedWithALink(string field, string typed, string named)
    {
        foreach (var language in (string[])["zh", "en"])
        {
            var agent = await site.Open(language).AsAgentAsync();
            var form = Support.Plans.Form();
            form[field] = typed;

            using var response = await agent.PostAsync("/desk/plans/new", form);

            Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
            var page = await Browser.ParseAsync(response);
            Assert.Equal(
                $"#{named}",
                Assert.Single(page.QuerySelectorAll(".govuk-error-summary a")).GetAttribute("href")
            );
            Assert.NotNull(page.QuerySelector($"#{named}[aria-invalid=true]"));
            Assert.Equal(form["Contact"], page.QuerySelector("#Contact")!.GetAttribute("value"));
        }
    }

    [Fact]
    public async Task DraftPlan_TooLong_IsRefusedAndKept()
    {
        var agent = await site.Open().AsAgentAsync();
        var form = Support.Plans.Form();
        form["ContentAndScale"] = new string('长', 5001);

        using var response = await agent.PostAsync("/desk/plans/new", form);

        var page = await Browser.ParseAsync(response);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Equal(5001, page.QuerySelector("#ContentAndScale")!.TextContent.Trim().Length);
    }

    [Fact]
    public async Task DraftPlan_SentTwice_MakesOnePlan()
    {
        var agent = await site.Open().AsAgentAsync();
        var form = Support.Plans.Form();
        form["Id"] = "0b6ff4f2-6f2c-4d6e-9b0e-222222222222";
        var token = await agent.TokenAsync();

        var both = await Task.WhenAll(
            agent.PostAsync("/desk/plans/new", form, token),
            agent.PostAsync("/desk/plans/new", form, token)
        );

        Assert.All(both, r => Assert.Equal(HttpStatusCode.Redirect, r.StatusCode));
        Assert.Equal(both[0].Headers.Location, both[1].Headers.Location);
    }

    [Fact]
    public async Task DraftPlan_StaleVersion_ShowsBothAndSavesOnTheNextTry()
    {
        var agent = await site.Open().AsAgentAsync();
        var no = await agent.PlanDraftAsync();
        var first = await agent.FormAsync($"/desk/plans/{no}/edit");
        var second = new Dictionary<string, string>(first) { ["Location"] = "第二个窗口" };
        first["Location"] = "第一个窗口";
        using var saved = await agent.PostAsync($"/desk/plans/{no}/edit", first);

        using var refused = await agent.PostAsync($"/desk/plans/{no}/edit", second);

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        var page = await Browser.ParseAsync(refused);
        var cells = page.QuerySelectorAll("[aria-labelledby=stale] td").Select(c => c.TextContent.Trim());
        Assert.Equal(["第一个窗口", "第二个窗口"], cells);
        Assert.Equal("第二个窗口", page.QuerySelector("#Location")!.GetAttribute("value"));
        second["Version"] = page.QuerySelector("[name=Version]")!.GetAttribute("value")!;
        using var again = await agent.PostAsync($"/desk/plans/{no}/edit", second);
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
    }

    [Fact]
    public async Task Plan_Markup_IsShownAsTyped()
    {
        var agent = await site.Open().AsAgentAsync();
        var no = await agent.PlanAsync(Support.Plans.Form("<script>alert(1)</script>䶮㛃"));

        var page = await site.Open().PageAsync($"/plans/{no}");

        Assert.Equal("<script>alert(1)</script>䶮㛃", page.QuerySelector("h1")!.TextContent);
        Assert.Empty(page.QuerySelectorAll("script:not([src])"));
    }
}
