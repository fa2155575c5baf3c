using System.Net;
using System.Text.Json;
using Npgsql;
using Tender.Site.Tests.Support;
using Tender.Testing;
using Xunit;

namespace Tender.Site.Tests.Plans;

public sealed class PublishPlanTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    [Fact]
    public async Task PublishPlan_Complete_IsPublicWithItsDateExplained()
    {
        var agent = await site.Open().AsAgentAsync();
        var before = site.Clock.GetUtcNow();
        var no = await agent.PlanAsync();

        var page = await site.Open().PageAsync($"/plans/{no}");

        Assert.Equal("钱塘江北岸步行桥工程", page.QuerySelector("h1")!.TextContent);
        var from = DateTimeOffset.Parse(
            page.QuerySelector(".et-deadline__time")!.GetAttribute("datetime")!,
            System.Globalization.CultureInfo.InvariantCulture
        );
        // One sandbox day is 10 s: 30 whole days after the day of publication end 310 s after it.
        Assert.Equal(TimeSpan.FromSeconds(310), from - before);
        var why = page.QuerySelector(".et-columns__first details")!.TextContent;
        Assert.Contains("R-010", why, StringComparison.Ordinal);
        Assert.Contains("CN-default-2026.1", why, StringComparison.Ordinal);
        Assert.Contains("苏州", why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PublishPlan_Signed_IsTheCanonicalContentByHash()
    {
        var agent = await site.Open().AsAgentAsync();
        var no = await agent.PlanAsync();

        var signed = await site.Open().JsonAsync($"/plans/{no}/plan.json");

        var version = signed.GetProperty("versions")[0];
        var plan = version.GetProperty("plan").GetString()!;
        var hash = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(plan));
        Assert.Equal(Convert.ToHexStringLower(hash), version.GetProperty("hash").GetString());
        using var content = JsonDocument.Parse(plan);
        Assert.Equal(1_300_000_000, content.RootElement.GetProperty("estimateFen").GetInt64());
        var message = Tender.Sealing.CmsVerifier.Open(
            Convert.FromBase64String(version.GetProperty("signature").GetString()!)
        );
        Assert.Contains(
            $"|publish-plan|{SiteFixture.AgentCode}|",
            System.Text.Encoding.UTF8.GetString(message.Content),
            StringComparison.Ordinal
        );
        Assert.EndsWith(
            Convert.ToHexStringLower(hash),
            System.Text.Encoding.UTF8.GetString(message.Content),
            StringComparison.Ordinal
        );
    }

    public static TheoryData<string> Fields =>
        [
            "InvestmentProjectCode",
            "ApprovalDocument",
            "TendereeCode",
            "Location",
            "ContentAndScale",
            "FundSource",
            "EstimateYuan",
            "PlannedNoticeMonth",
            "TradingPlace",
            "Supervisor",
            "Contact",
            "Disclaimer",
        ];

    [Theory]
    [MemberData(nameof(Fields))]
    public async Task PublishPlan_FieldMissing_IsRefusedByPageAndAct(string field)
    {
        var agent = await site.Open().AsAgentAsync();
        var form = Support.Plans.Form();
        form[field] = "";
        var no = await agent.PlanDraftAsync(form);

        Assert.Null((await agent.PageAsync($"/desk/plans/{no}")).QuerySelector("[data-module=et-sign]"));
        Assert.Equal(
            "R-011",
            (await agent.JsonAsync($"/desk/plans/{no}/challenge.json")).GetProperty("code").GetString()
        );
        using var response = await agent.PostAsync($"/desk/plans/{no}/publish", [new("signature", "")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
    }

    [Fact]
    public async Task PublishPlan_ForAnotherOrganisation_NeedsAMandate()
    {
        var agent = await site.Open().AsAgentAsync();
        var form = Support.Plans.Form();
        form["TendereeCode"] = SiteFixture.TendereeCode;
        var no = await agent.PlanDraftAsync(form);

        Assert.Equal(
            "ET-2030",
            (await agent.JsonAsync($"/desk/plans/{no}/challenge.json")).GetProperty("code").GetString()
        );
    }

    [Fact]
    public async Task PublishPlan_Twice_IsPublishedOnce()
    {
        var agent = await site.Open().AsAgentAsync();
        using var certificate = SiteFixture.AgentCertificate();
        var no = await agent.PlanDraftAsync();
        var signature = agent.Sign(await agent.ChallengeAsync($"/desk/plans/{no}/challenge.json"), certificate);
        var token = await agent.TokenAsync();

        var both = await Task.WhenAll(
            agent.PostAsync($"/desk/plans/{no}/publish", [new("signature", signature)], token),
            agent.PostAsync($"/desk/plans/{no}/publish", [new("signature", signature)], token)
        );

        Assert.Contains(both, r => r.StatusCode == HttpStatusCode.Redirect);
        Assert.DoesNotContain(both, r => (int)r.StatusCode >= 500);
        Assert.Equal(
            1L,
            await CountAsync($"select count(*) from audit where act = 'plans.publish' and object = '{no}'")
        );
    }

    [Fact]
    public async Task PublishPlan_ChangedAfterSigning_IsRefused()
    {
        var agent = await site.Open().AsAgentAsync();
        using var certificate = SiteFixture.AgentCertificate();
        var no = await agent.PlanDraftAsync();
        var signature = agent.Sign(await agent.ChallengeAsync($"/desk/plans/{no}/challenge.json"), certificate);
        var form = await agent.FormAsync($"/desk/plans/{no}/edit");
        form["Location"] = "钱塘江南岸";
        using var saved = await agent.PostAsync($"/desk/plans/{no}/edit", form);

        using var response = await agent.PostAsync($"/desk/plans/{no}/publish", [new("signature", signature)]);

        Assert.Contains("ET-2014", await ProblemAsync(response), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_OfAnotherOrganisation_LooksMissing()
    {
        var agent = await site.Open().AsAgentAsync();
        var no = await agent.PlanAsync();
        var other = site.Open();
        using var certificate = TestAuthority.A.Issue(SiteFixture.TendereeCode, "杭州市城市建设服务中心", "王建");
        using var entered = await other.SignInAsync(certificate);

        foreach (var path in (string[])["", "/edit", "/waiver", "/cancellation"])
        {
            using var page = await other.GetAsync($"/desk/plans/{no}{path}");
            Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        }

        using var change = await other.PostAsync($"/desk/plans/{no}/change", []);
        using var cancel = await other.PostAsync($"/desk/plans/{no}/cancellation", [new("reason", "x")]);
        Assert.Equal(HttpStatusCode.NotFound, change.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, cancel.StatusCode);
    }

    [Fact]
    public async Task Plan_Draft_IsNowhereInPublic()
    {
        var agent = await site.Open().AsAgentAsync();
        var no = await agent.PlanDraftAsync(Support.Plans.Form("只在草稿里的名称"));

        foreach (
            var path in (string[])
                [$"/plans/{no}", $"/plans/{no}/plan.json", $"/plans/{no}.ics", $"/plans/{no}/versions/1"]
        )
        {
            using var response = await agent.GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        }

        foreach (var path in (string[])["/plans", "/plans.atom", "/plans.csv"])
        {
            using var response = await agent.GetAsync(path);
            Assert.DoesNotContain(
                "只在草稿里的名称",
                await response.Content.ReadAsStringAsync(),
                StringComparison.Ordinal
            );
        }
    }

    [Theory]
    [InlineData("update plan_version set project_name = 'x'")]
    [InlineData("delete from plan_version")]
    [InlineData("update plan set clock_from = clock_from - interval '1 day', published_at = published_at")]
    [InlineData("update plan set published_at = published_at - interval '1 day'")]
    public async Task Plan_Published_IsNotRewrittenInTheDatabase(string sql)
    {
        var agent = await site.Open().AsAgentAsync();
        await agent.PlanAsync();

        var refused = await Assert.ThrowsAsync<PostgresException>(() => RunAsync(sql));

        Assert.Contains(
            refused.SqlState,
            (string[])[PostgresErrorCodes.RestrictViolation, PostgresErrorCodes.CheckViolation]
        );
    }

    private static async Task<string> ProblemAsync(HttpResponseMessage response)
    {
        Assert.NotEqual(HttpStatusCode.Redirect, response.StatusCode);
        return (await Browser.ParseAsync(response)).QuerySelector(".govuk-error-summary")!.TextContent;
    }

    private async Task RunAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(site.Database);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<long> CountAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(site.Database);
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
