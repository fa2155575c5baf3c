using System.Net;
using System.Text.Json;
using Tender.Site.Tests.Support;
using Xunit;

namespace Tender.Site.Tests.Notices;

/// <summary>R-010: the notice follows its plan after 30 full days, or after a published exemption, decided in the publishing transaction.</summary>
public sealed class NoticePlanTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    /// <summary>One sandbox day is 10 s: 30 whole days after the day of publication end 310 s after it.</summary>
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(310);

    [Theory]
    [InlineData(-1, "R-010")]
    [InlineData(0, null)]
    [InlineData(1, null)]
    public async Task PublishNotice_AroundTheThirtiethDay_IsDecidedToTheInstant(int milliseconds, string? rule)
    {
        var agent = await site.Open().AsAgentAsync();
        var plan = await agent.PlanAsync();
        var published = site.Clock.GetUtcNow();
        var no = await FromPlanAsync(agent, plan);
        site.Clock.Advance(published + Wait + TimeSpan.FromMilliseconds(milliseconds) - site.Clock.GetUtcNow());

        var answer = await agent.JsonAsync($"/notices/{no}/challenge.json");

        Assert.Equal(rule, answer.TryGetProperty("code", out var code) ? code.GetString() : null);
    }

    [Fact]
    public async Task PublishNotice_AfterThirtyDays_LinksBothWays()
    {
        var agent = await site.Open().AsAgentAsync();
        var plan = await agent.PlanAsync();
        var no = await FromPlanAsync(agent, plan);
        site.Clock.Advance(Wait);

        using var response = await agent.PublishAsync(no);

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        var notice = await site.Open().PageAsync($"/tenders/{no}");
        Assert.NotNull(notice.QuerySelector($"[aria-labelledby=facts] a[href='/zh/plans/{plan}']"));
        var planPage = await site.Open("en").PageAsync($"/plans/{plan}");
        Assert.NotNull(planPage.QuerySelector($"[aria-labelledby=notices] a[href='/en/tenders/{no}']"));
        var signed = await site.Open().JsonAsync($"/tenders/{no}/notice.json");
        using var content = JsonDocument.Parse(signed.GetProperty("notice").GetString()!);
        Assert.Equal(plan, content.RootElement.GetProperty("plan").GetProperty("no").GetString());
    }

    [Fact]
    public async Task PublishNotice_WithPublishedExemption_ShowsItsReason()
    {
        var agent = await site.Open().AsAgentAsync();
        var plan = await agent.PlanAsync();
        await agent.DecideAsync(plan, "waiver", "汛期前须完成加固。");
        var no = await FromPlanAsync(agent, plan);

        using var response = await agent.PublishAsync(no);

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        var notice = await site.Open().PageAsync($"/tenders/{no}");
        Assert.Contains(
            "汛期前须完成加固",
            notice.QuerySelector("[aria-labelledby=facts]")!.TextContent,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task PublishNotice_StateFundedWithoutPlan_IsRefused()
    {
        var agent = await site.Open().AsAgentAsync();
        var form = Drafts.Form(Later);
        form["StateFunded"] = "yes";
        var no = await agent.DraftAsync(form);

        Assert.Equal("R-010", (await agent.JsonAsync($"/notices/{no}/challenge.json")).GetProperty("code").GetString());
        Assert.Contains(
            "R-010",
            (await agent.PageAsync($"/notices/{no}")).QuerySelector("[aria-labelledby=publish]")!.TextContent,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task PublishNotice_NoStateFunds_SaysThatNoPlanIsDemanded()
    {
        var no = await site.PublishedAsync();

        var page = await site.Open("en").PageAsync($"/tenders/{no}");

        Assert.Contains(
            "does not demand a plan",
            page.QuerySelector("[aria-labelledby=facts]")!.TextContent,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task PublishNotice_PlanCancelledAfterSigning_IsRefusedInTheTransaction()
    {
        var agent = await site.Open().AsAgentAsync();
        using var certificate = SiteFixture.AgentCertificate();
        var plan = await agent.PlanAsync();
        await agent.DecideAsync(plan, "waiver", "汛期前须完成加固。");
        var no = await FromPlanAsync(agent, plan);
        var signature = agent.Sign(await agent.ChallengeAsync($"/notices/{no}/challenge.json"), certificate);
        await agent.DecideAsync(plan, "cancellation", "项目取消。");

        using var response = await agent.PostAsync($"/notices/{no}/publish", [new("signature", signature)]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Contains(
            "R-010",
            (await Browser.ParseAsync(response)).QuerySelector(".govuk-error-summary")!.TextContent,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Statistics_KeptAndExempted_AreCountedByDistrictAndSector()
    {
        var agent = await site.Open().AsAgentAsync();
        foreach (var waits in (bool[])[true, false])
        {
            var form = Support.Plans.Form();
            (form["District"], form["Sector"]) = ("330182", "landscape");
            var plan = await agent.PlanAsync(form);
            var no = await FromPlanAsync(agent, plan);
            if (waits)
            {
                site.Clock.Advance(Wait);
            }
            else
            {
                await agent.DecideAsync(plan, "waiver", "抢险。");
            }

            using var response = await agent.PublishAsync(no);
            Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        }

        var page = await site.Open("en").PageAsync("/statistics");

        foreach (var word in (string[])["Jiande", "Landscape"])
        {
            var row = page.QuerySelectorAll("tbody tr").Single(r => r.QuerySelector("th")!.TextContent == word);
            Assert.Equal(["2", "2", "1", "1", "0"], row.QuerySelectorAll("td").Select(c => c.TextContent));
        }
    }

    [Fact]
    public async Task FromPlan_SentTwice_MakesOneDraft()
    {
        var agent = await site.Open().AsAgentAsync();
        var plan = await agent.PlanAsync();
        var token = await agent.TokenAsync();
        KeyValuePair<string, string>[] id = [new("id", "0b6ff4f2-6f2c-4d6e-9b0e-333333333333")];

        var both = await Task.WhenAll(
            agent.PostAsync($"/notices/from-plan/{plan}", id, token),
            agent.PostAsync($"/notices/from-plan/{plan}", id, token)
        );

        Assert.All(both, r => Assert.Equal(HttpStatusCode.Redirect, r.StatusCode));
        Assert.Equal(both[0].Headers.Location, both[1].Headers.Location);
    }

    [Fact]
    public async Task FromPlan_OfAnother_LooksMissing()
    {
        var agent = await site.Open().AsAgentAsync();
        var plan = await agent.PlanAsync();
        using var company = new Company(site);
        var other = await company.EnterAsAsync("Tenderee", "Bidder");

        using var response = await other.PostAsync($"/notices/from-plan/{plan}", [new("id", Some.Id().ToString())]);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private DateTimeOffset Later => Drafts.Grid(site.Clock.GetUtcNow(), TimeSpan.FromSeconds(300));

    /// <summary>A draft from a plan with everything that the plan does not know.</summary>
    private async Task<string> FromPlanAsync(Browser agent, string plan)
    {
        using var started = await agent.PostAsync($"/notices/from-plan/{plan}", [new("id", Some.Id().ToString())]);
        var no = started.Headers.Location!.OriginalString.Split('/')[^2];
        var form = await agent.FormAsync($"/notices/{no}/facts");
        Assert.Equal("yes", form["StateFunded"]);
        foreach (var (field, value) in Drafts.Form(Drafts.Grid(site.Clock.GetUtcNow(), TimeSpan.FromSeconds(900))))
        {
            if (string.IsNullOrEmpty(form.GetValueOrDefault(field)))
            {
                form[field] = value;
            }
        }

        using var saved = await agent.PostAsync($"/notices/{no}/facts", form);
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        using var added = await agent.UploadAsync($"/notices/{no}/documents", ("招标文件.pdf", Drafts.Pdf));
        return no;
    }
}
