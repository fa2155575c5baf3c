using System.Net;
using Tender.Site.Tests.Support;
using Xunit;

namespace Tender.Site.Tests.Notices;

[Trait("Speed", "slow")]
public sealed class NoticeItemTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    private DateTimeOffset Later => Drafts.Grid(site.Clock.GetUtcNow(), TimeSpan.FromSeconds(300));

    [Theory]
    [InlineData("TendereeAddress", "R-024")]
    [InlineData("Nature", "R-024")]
    [InlineData("Scale", "R-024")]
    [InlineData("FundSource", "R-024")]
    [InlineData("Consortium", "R-024")]
    [InlineData("PeriodDays", "R-024")]
    [InlineData("ValidityDays", "R-036")]
    public async Task PublishNotice_ItemMissing_IsRefused(string field, string rule)
    {
        var agent = await site.Open().AsAgentAsync();
        var form = Drafts.Form(Later);
        form[field] = "";
        var no = await agent.DraftAsync(form);

        Assert.Equal(rule, await RefusalAsync(agent, no));
    }

    [Theory]
    [InlineData("250000.00", null)]
    [InlineData("250000.01", "R-037")]
    public async Task PublishNotice_BondAtTwoHundredths_IsDecidedToTheFen(string bond, string? rule)
    {
        var agent = await site.Open().AsAgentAsync();
        var form = Drafts.Form(Later);
        form["BondYuan"] = bond;
        var no = await agent.DraftAsync(form);

        Assert.Equal(rule, await RefusalAsync(agent, no));
    }

    [Theory]
    // Five whole sandbox days of 10 s after the day of issue end 60 s after it.
    [InlineData(-1, "R-027")]
    [InlineData(0, null)]
    [InlineData(1, null)]
    public async Task PublishNotice_IssueEndsAtTheEdge_IsDecidedByRule(int seconds, string? rule)
    {
        var agent = await site.Open().AsAgentAsync();
        var now = site.Clock.GetUtcNow();
        site.Clock.Advance(Drafts.Grid(now, TimeSpan.Zero) - now);
        var form = Drafts.Form(Later);
        var end = site.Clock.GetUtcNow().AddSeconds(60 + seconds).ToOffset(TimeSpan.FromHours(8));
        form["IssueEndDate"] = end.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        form["IssueEndTime"] = end.ToString("HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
        var no = await agent.DraftAsync(form);

        Assert.Equal(rule, await RefusalAsync(agent, no));
    }

    [Theory]
    [InlineData("EvaluationCriteria", "R-042")]
    [InlineData("OpeningMethod", "R-042")]
    [InlineData("RemedyPlan", "R-042")]
    [InlineData("CustodianClause", "R-133")]
    public async Task PublishNotice_SectionOfTheDocumentsMissing_IsRefused(string field, string rule)
    {
        var agent = await site.Open().AsAgentAsync();
        var no = await agent.DraftAsync(Later);
        var terms = await agent.FormAsync($"/notices/{no}/terms");
        Assert.NotEmpty(terms[field]);
        terms[field] = "";
        using var saved = await agent.PostAsync($"/notices/{no}/terms", terms);

        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Equal(rule, await RefusalAsync(agent, no));
    }

    [Fact]
    public async Task SaveTerms_StaleVersion_ShowsBoth()
    {
        var agent = await site.Open().AsAgentAsync();
        var no = await agent.DraftAsync(Later);
        var first = await agent.FormAsync($"/notices/{no}/terms");
        var second = new Dictionary<string, string>(first) { ["RemedyPlan"] = "乙" };
        first["RemedyPlan"] = "甲";
        using var saved = await agent.PostAsync($"/notices/{no}/terms", first);

        using var refused = await agent.PostAsync($"/notices/{no}/terms", second);

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        var cells = (await Browser.ParseAsync(refused)).QuerySelectorAll("[aria-labelledby=stale] td");
        Assert.Equal(["甲", "乙"], cells.Select(c => c.TextContent.Trim()));
    }

    [Theory]
    [InlineData("", "", "R-008")]
    [InlineData("91330100MA2013581X\n12330100MA2000019T", "", "R-008")]
    [InlineData("91330100MA2013581X\n12330100MA2000019T\n91330106MA20271585", "", null)]
    public async Task PublishNotice_InvitedTender_NeedsThree(string invitees, string approval, string? rule)
    {
        var agent = await site.Open().AsAgentAsync();
        var form = Drafts.Form(Later);
        (form["Method"], form["Invitees"], form["InvitedApproval"]) = ("invited", invitees, approval);
        var no = await agent.DraftAsync(form);

        Assert.Equal(rule, await RefusalAsync(agent, no));
    }

    [Fact]
    public async Task SaveFacts_InviteeCodeWrong_IsRefusedBesideTheField()
    {
        var agent = await site.Open().AsAgentAsync();
        var form = Drafts.Form(Later);
        form["Invitees"] = "123";

        using var response = await agent.PostAsync("/notices/new", form);

        Assert.NotNull((await Browser.ParseAsync(response)).QuerySelector("#Invitees[aria-invalid=true]"));
    }

    [Fact]
    public async Task Notice_InvitedOnes_AreNowhereInPublic()
    {
        var agent = await site.Open().AsAgentAsync();
        var form = Drafts.Form(Later);
        (form["Method"], form["Invitees"]) = ("invited", "91330100MA2013581X\n12330100MA2000019T\n91330106MA20271585");
        var no = await agent.DraftAsync(form);
        using var published = await agent.PublishAsync(no);

        using var page = await site.Open().GetAsync($"/tenders/{no}");
        using var json = await site.Open().GetAsync($"/tenders/{no}/notice.json");

        Assert.DoesNotContain("91330106MA20271585", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("91330106MA20271585", await json.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Beside_MoreSections_NameEachOther()
    {
        var agent = await site.Open().AsAgentAsync();
        var first = await agent.DraftAsync(Later);
        using var started = await agent.PostAsync($"/notices/{first}/beside", [new("id", Some.Id().ToString())]);
        var second = started.Headers.Location!.OriginalString.Split('/')[^2];
        var form = await agent.FormAsync($"/notices/{second}/facts");
        form["Title"] = "第二标段";
        var dates = Drafts.Form(Later);
        (form["DeadlineDate"], form["DeadlineTime"]) = (dates["DeadlineDate"], dates["DeadlineTime"]);
        using var saved = await agent.PostAsync($"/notices/{second}/facts", form);
        using var added = await agent.UploadAsync($"/notices/{second}/documents", ("b.pdf", Drafts.Pdf));
        using var one = await agent.PublishAsync(first);
        using var two = await agent.PublishAsync(second);

        var page = await site.Open().PageAsync($"/tenders/{first}");

        Assert.NotNull(page.QuerySelector($"[aria-labelledby=siblings] a[href='/zh/tenders/{second}']"));
    }

    private static async Task<string?> RefusalAsync(Browser agent, string no) =>
        (await agent.JsonAsync($"/notices/{no}/challenge.json")).TryGetProperty("code", out var code)
            ? code.GetString()
            : null;
}
