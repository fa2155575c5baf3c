using System.Net;
using Tender.Site.Tests.Support;
using Xunit;

namespace Tender.Site.Tests.Plans;

public sealed class PlanChangeTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    [Theory]
    // other content, or an estimate that grew by more than a fifth.
    [InlineData("ContentAndScale", "步行桥两座。", true)]
    [InlineData("EstimateYuan", "15600000.01", true)]
    [InlineData("EstimateYuan", "15600000.00", false)]
    [InlineData("EstimateYuan", "9000000.00", false)]
    [InlineData("Contact", "王建，0571-00000001", false)]
    public async Task ChangePlan_RestartsTheClock_WhereTheRuleSaysSo(string field, string value, bool restarts)
    {
        var agent = await site.Open().AsAgentAsync();
        var no = await agent.PlanAsync();
        var first = await NoticeFromAsync(no);
        site.Clock.Advance(TimeSpan.FromSeconds(50));

        using var signed = await agent.ChangePlanAsync(no, (field, value), ("Note", "设计调整。"));

        Assert.Equal(HttpStatusCode.Redirect, signed.StatusCode);
        Assert.Equal(restarts ? TimeSpan.FromSeconds(50) : TimeSpan.Zero, await NoticeFromAsync(no) - first);
    }

    [Fact]
    public async Task ChangePlan_WithAReason_KeepsTheClockAndPublishesTheReason()
    {
        var agent = await site.Open().AsAgentAsync();
        var no = await agent.PlanAsync();
        var first = await NoticeFromAsync(no);
        site.Clock.Advance(TimeSpan.FromSeconds(50));

        using var signed = await agent.ChangePlanAsync(
            no,
            ("ContentAndScale", "步行桥一座，长 270 米。"),
            ("Note", "更正长度。"),
            ("ClockReason", "只更正笔误，不影响准备。")
        );

        Assert.Equal(first, await NoticeFromAsync(no));
        var page = await site.Open().PageAsync($"/plans/{no}");
        Assert.Contains(
            "只更正笔误",
            page.QuerySelector("[aria-labelledby=changes]")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "长 268 米",
            page.QuerySelector("[aria-labelledby=changes] td")!.TextContent,
            StringComparison.Ordinal
        );
        var old = await site.Open("en").PageAsync($"/plans/{no}/versions/1");
        Assert.Contains(
            "长 268 米",
            old.QuerySelector("[aria-labelledby=facts]")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.NotNull(old.QuerySelector(".et-notice--warn"));
    }

    [Fact]
    public async Task ChangePlan_WithoutNote_IsRefusedBesideTheField()
    {
        var agent = await site.Open().AsAgentAsync();
        var no = await agent.PlanAsync();
        using var begun = await agent.PostAsync($"/desk/plans/{no}/change", []);

        using var saved = await agent.PostAsync(
            $"/desk/plans/{no}/edit",
            await agent.FormAsync($"/desk/plans/{no}/edit")
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, saved.StatusCode);
        Assert.NotNull((await Browser.ParseAsync(saved)).QuerySelector("#Note[aria-invalid=true]"));
        Assert.Equal(
            "ET-1001",
            (await agent.JsonAsync($"/desk/plans/{no}/challenge.json")).GetProperty("code").GetString()
        );
    }

    [Fact]
    public async Task ChangePlan_BegunTwice_IsOneChange()
    {
        var agent = await site.Open().AsAgentAsync();
        var no = await agent.PlanAsync();
        var token = await agent.TokenAsync();

        var both = await Task.WhenAll(
            agent.PostAsync($"/desk/plans/{no}/change", [], token),
            agent.PostAsync($"/desk/plans/{no}/change", [], token)
        );

        Assert.All(both, r => Assert.Equal(HttpStatusCode.Redirect, r.StatusCode));
    }

    [Fact]
    public async Task WaivePlan_Signed_IsPublicWithItsReasonAndOpensTheNotice()
    {
        var agent = await site.Open().AsAgentAsync();
        var no = await agent.PlanAsync();
        site.Clock.Advance(TimeSpan.FromSeconds(5));
        var now = site.Clock.GetUtcNow();

        await agent.DecideAsync(no, "waiver", "汛期前须完成加固。");

        var page = await site.Open().PageAsync($"/plans/{no}");
        Assert.Contains(
            "汛期前须完成加固",
            page.QuerySelector(".et-columns__first .et-notice--warn")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Equal(now, await NoticeFromAsync(no));
        using var again = await agent.PostAsync($"/desk/plans/{no}/waiver", [new("reason", "另一个理由")]);
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public async Task WaivePlan_WithoutReason_IsRefusedBesideTheField(string reason)
    {
        var agent = await site.Open("en").AsAgentAsync();
        var no = await agent.PlanAsync();

        using var response = await agent.PostAsync($"/desk/plans/{no}/waiver", [new("reason", reason)]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.NotNull((await Browser.ParseAsync(response)).QuerySelector("#Reason[aria-invalid=true]"));
        Assert.Equal(
            "ET-4003",
            (await agent.JsonAsync($"/desk/plans/{no}/waiver/challenge.json")).GetProperty("code").GetString()
        );
    }

    [Fact]
    public async Task WaivePlan_ReasonRewrittenAfterSigning_IsRefused()
    {
        var agent = await site.Open().AsAgentAsync();
        using var certificate = SiteFixture.AgentCertificate();
        var no = await agent.PlanAsync();
        using var written = await agent.PostAsync($"/desk/plans/{no}/waiver", [new("reason", "甲")]);
        var signature = agent.Sign(await agent.ChallengeAsync($"/desk/plans/{no}/waiver/challenge.json"), certificate);
        using var rewritten = await agent.PostAsync($"/desk/plans/{no}/waiver", [new("reason", "乙")]);

        using var signed = await agent.PostAsync($"/desk/plans/{no}/waiver/sign", [new("signature", signature)]);

        Assert.Equal(HttpStatusCode.Unauthorized, signed.StatusCode);
        Assert.Contains(
            "ET-2014",
            (await Browser.ParseAsync(signed)).QuerySelector(".govuk-error-summary")!.TextContent,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task CancelPlan_Signed_StaysPublicAndIsFinal()
    {
        var agent = await site.Open().AsAgentAsync();
        var no = await agent.PlanAsync();

        await agent.DecideAsync(no, "cancellation", "项目调整，不再实施。");

        var page = await site.Open().PageAsync($"/plans/{no}");
        Assert.Contains("项目调整", page.QuerySelector(".et-notice--bad")!.TextContent, StringComparison.Ordinal);
        using var change = await agent.PostAsync($"/desk/plans/{no}/change", []);
        using var waiver = await agent.PostAsync($"/desk/plans/{no}/waiver", [new("reason", "x")]);
        Assert.Equal(HttpStatusCode.Conflict, change.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, waiver.StatusCode);
    }

    private async Task<DateTimeOffset> NoticeFromAsync(string no) =>
        (await site.Open().JsonAsync($"/plans/{no}/plan.json")).GetProperty("noticeFrom").GetDateTimeOffset();
}
