using System.Net;
using System.Text.Json;
using Npgsql;
using Tender.Site.Tests.Support;
using Tender.Testing;
using Xunit;

namespace Tender.Site.Tests.Notices;

public sealed class PublishNoticeTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    private DateTimeOffset Later => Drafts.Grid(site.Clock.GetUtcNow(), TimeSpan.FromSeconds(300));

    [Fact]
    public async Task PublishNotice_Complete_IsPublicAndOrdered()
    {
        var no = await site.PublishedAsync();

        var page = await site.Open().PageAsync($"/tenders/{no}");

        Assert.Equal("钱塘江北岸步行桥工程施工", page.QuerySelector("h1")!.TextContent);
        Assert.NotNull(page.QuerySelector($"a[href='/zh/tenders/{no}/bid']"));
        var signed = await site.Open().JsonAsync($"/tenders/{no}/notice.json");
        var order = site.Vault.Sections[signed.GetProperty("tenderRef").GetString()!].Order;
        Assert.Equal(3, order.MinBids);
        Assert.Equal([SiteFixture.AgentCode, SiteFixture.TendereeCode], order.Readers!);
        Assert.Equal(signed.GetProperty("docHash").GetString(), Convert.ToHexStringLower(order.DocHash!));
        using var notice = JsonDocument.Parse(signed.GetProperty("notice").GetString()!);
        Assert.Equal(
            notice.RootElement.GetProperty("lot").GetString(),
            new Guid(order.Lot!, bigEndian: true).ToString()
        );
        Assert.Equal(notice.RootElement.GetProperty("deadline").GetDateTimeOffset(), order.Deadline);
    }

    [Theory]
    // One sandbox day is 10 s: 20 whole days after the day of issue end 210 s after it.
    [InlineData(200, "R-029")]
    [InlineData(210, null)]
    public async Task PublishNotice_DeadlineAtTheEdge_IsDecidedByRule(int seconds, string? rule)
    {
        var agent = await site.Open().AsAgentAsync();
        // A whole grid instant, so that the edge itself lies on the grid.
        var now = site.Clock.GetUtcNow();
        site.Clock.Advance(Drafts.Grid(now, TimeSpan.Zero) - now);
        var no = await agent.DraftAsync(site.Clock.GetUtcNow().AddSeconds(seconds));

        var answer = await agent.JsonAsync($"/notices/{no}/challenge.json");

        Assert.Equal(rule, answer.TryGetProperty("code", out var code) ? code.GetString() : null);
    }

    [Fact]
    public async Task PublishNotice_DeadlineOffTheGrid_IsRefused()
    {
        var agent = await site.Open().AsAgentAsync();
        var no = await agent.DraftAsync(Later.AddSeconds(5));

        Assert.Equal(
            "ET-1020",
            (await agent.JsonAsync($"/notices/{no}/challenge.json")).GetProperty("code").GetString()
        );
        Assert.Null((await agent.PageAsync($"/notices/{no}")).QuerySelector("[data-module=et-sign]"));
    }

    [Fact]
    public async Task PublishNotice_WithoutDocuments_IsRefusedByPageAndAct()
    {
        var agent = await site.Open().AsAgentAsync();
        using var started = await agent.PostAsync("/notices/new", Drafts.Form(Later));
        var no = started.Headers.Location!.OriginalString.Split('/')[^1];

        Assert.Null((await agent.PageAsync($"/notices/{no}")).QuerySelector("[data-module=et-sign]"));
        Assert.Equal("R-042", (await agent.JsonAsync($"/notices/{no}/challenge.json")).GetProperty("code").GetString());
        using var response = await agent.PostAsync($"/notices/{no}/publish", [new("signature", "")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
    }

    [Fact]
    public async Task PublishNotice_Twice_IsPublishedOnce()
    {
        var agent = await site.Open().AsAgentAsync();
        using var certificate = SiteFixture.AgentCertificate();
        var no = await agent.DraftAsync(Later);
        var signature = agent.Sign(await agent.ChallengeAsync($"/notices/{no}/challenge.json"), certificate);
        var token = await agent.TokenAsync();

        var both = await Task.WhenAll(
            agent.PostAsync($"/notices/{no}/publish", [new("signature", signature)], token),
            agent.PostAsync($"/notices/{no}/publish", [new("signature", signature)], token)
        );

        // The one that lost the race is sent to what was published, or told that the signature was used.
        Assert.Contains(both, r => r.StatusCode == HttpStatusCode.Redirect);
        Assert.DoesNotContain(both, r => (int)r.StatusCode >= 500);
        Assert.Equal(
            1L,
            await CountAsync($"select count(*) from audit where act = 'notices.publish' and object = '{no}'")
        );
        Assert.Equal(
            1L,
            await CountAsync($"select count(*) from outbox o join section s on s.id = o.subject_id where s.no = '{no}'")
        );
    }

    [Fact]
    public async Task PublishNotice_ContentChangedAfterSigning_IsRefused()
    {
        var agent = await site.Open().AsAgentAsync();
        using var certificate = SiteFixture.AgentCertificate();
        var no = await agent.DraftAsync(Later);
        var signature = agent.Sign(await agent.ChallengeAsync($"/notices/{no}/challenge.json"), certificate);
        using var added = await agent.UploadAsync($"/notices/{no}/documents", ("更正.pdf", Drafts.Pdf));

        using var response = await agent.PostAsync($"/notices/{no}/publish", [new("signature", signature)]);

        Assert.Contains("ET-2014", await ProblemAsync(response), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PublishNotice_SignatureOfSignIn_IsRefused()
    {
        var agent = await site.Open().AsAgentAsync();
        using var certificate = SiteFixture.AgentCertificate();
        var no = await agent.DraftAsync(Later);
        var signature = agent.Sign(await agent.ChallengeAsync(), certificate);

        using var response = await agent.PostAsync($"/notices/{no}/publish", [new("signature", signature)]);

        Assert.Contains("ET-2014", await ProblemAsync(response), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PublishNotice_CertificateOfAnother_IsRefused()
    {
        var agent = await site.Open().AsAgentAsync();
        using var certificate = SiteFixture.BidderCertificate();
        var no = await agent.DraftAsync(Later);
        var signature = agent.Sign(await agent.ChallengeAsync($"/notices/{no}/challenge.json"), certificate);

        using var response = await agent.PostAsync($"/notices/{no}/publish", [new("signature", signature)]);

        Assert.Contains("ET-2015", await ProblemAsync(response), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PublishNotice_RevokedSinceSignIn_IsRefused()
    {
        using var company = new Company(site, TestAuthority.B);
        var agent = await company.EnterAsAsync("Agent");
        var certificate = company.Certificate;
        var no = await agent.DraftAsync(Later);
        TestAuthority.B.Authority.Revoke(certificate, site.Clock.GetUtcNow());
        site.PublishAuthorities();
        var signature = agent.Sign(await agent.ChallengeAsync($"/notices/{no}/challenge.json"), certificate);

        using var response = await agent.PostAsync($"/notices/{no}/publish", [new("signature", signature)]);

        Assert.Contains("ET-2004", await ProblemAsync(response), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Notice_Published_IsNotChangedByAnybody()
    {
        var no = await site.PublishedAsync();
        var agent = await site.Open().AsAgentAsync();

        using var saved = await agent.PostAsync($"/notices/{no}/facts", Drafts.Form(Later));
        using var added = await agent.UploadAsync($"/notices/{no}/documents", ("b.pdf", Drafts.Pdf));
        var row = await Assert.ThrowsAsync<PostgresException>(() =>
            RunAsync($"update section set title = 'x' where no = '{no}'")
        );
        var document = await Assert.ThrowsAsync<PostgresException>(() =>
            RunAsync($"delete from section_document where section_id = (select id from section where no = '{no}')")
        );

        Assert.Equal(HttpStatusCode.Conflict, added.StatusCode);
        Assert.NotEqual(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Equal(PostgresErrorCodes.RestrictViolation, row.SqlState);
        Assert.Equal(PostgresErrorCodes.RestrictViolation, document.SqlState);
    }

    [Fact]
    public async Task Order_VaultAway_IsDeliveredLaterAndOnce()
    {
        var agent = await site.Open().AsAgentAsync();
        var no = await agent.DraftAsync(Later);
        site.Vault.IsAway = true;
        using var published = await agent.PublishAsync(no);
        await site.DeliverAsync();
        var waiting = await site.Open().PageAsync($"/tenders/{no}");
        site.Vault.IsAway = false;

        site.Clock.Advance(TimeSpan.FromSeconds(3));
        await site.BindAsync();
        site.Clock.Advance(TimeSpan.FromSeconds(1));
        var bound = await site.Open().PageAsync($"/tenders/{no}");

        Assert.NotNull(waiting.QuerySelector("aside .et-notice--warn"));
        Assert.Null(waiting.QuerySelector($"a[href='/zh/tenders/{no}/bid']"));
        Assert.NotNull(bound.QuerySelector($"a[href='/zh/tenders/{no}/bid']"));
        Assert.Equal(3, bound.QuerySelectorAll("[aria-labelledby=custody] li").Length);
        var reference = (await agent.JsonAsync($"/tenders/{no}/notice.json")).GetProperty("tenderRef").GetString();
        Assert.Single(site.Vault.Orders, o => Convert.ToHexStringLower(o.TenderRef) == reference);
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
