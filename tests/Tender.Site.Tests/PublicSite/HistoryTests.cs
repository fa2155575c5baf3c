using System.Net;
using System.Text;
using Tender.Ledger.Verification;
using Tender.Site.Tests.Support;
using Xunit;

namespace Tender.Site.Tests.PublicSite;

public sealed class HistoryTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    [Fact]
    public async Task History_OfAPublishedNotice_VerifiesOffline_AndNamesWhoPublished()
    {
        var no = await site.PublishedAsync();

        var history = HistoryFile.Parse(await BytesAsync($"/tenders/{no}/history.json"));

        Assert.Equal(Verdict.Valid, HistoryVerifier.Verify(history.Write()).Verdict);
        Assert.Equal("notices.start", history.Rows[0].Act);
        Assert.Equal("notices.publish", history.Rows[^1].Act);
        Assert.All(history.Rows, r => Assert.Equal(SiteFixture.AgentCode, r.Who!.Actor));
        Assert.All(history.Rows, r => Assert.Null(r.Origin));
    }

    [Theory]
    [InlineData("zh", "发布公告和招标文件")]
    [InlineData("en", "Notice and documents published")]
    public async Task History_AsAPage_TellsEveryActInWords(string language, string words)
    {
        var no = await site.PublishedAsync();

        var page = await site.Open(language).PageAsync($"/tenders/{no}/history");

        var rows = page.QuerySelectorAll("tbody tr");
        Assert.Contains(words, rows[^1].TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("notices.", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task History_AsATable_HasALineForEveryAct()
    {
        var no = await site.PublishedAsync();
        var history = HistoryFile.Parse(await BytesAsync($"/tenders/{no}/history.json"));

        var table = Encoding.UTF8.GetString(await BytesAsync($"/tenders/{no}/history.csv"));

        Assert.Equal(history.Rows.Count + 1, table.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task History_OfAPlan_EndsWithItsPublication_AndIsNoTenders()
    {
        var agent = await site.Open().AsAgentAsync();
        var no = await agent.PlanAsync();

        var history = HistoryFile.Parse(await BytesAsync($"/plans/{no}/history.json"));

        Assert.True(HistoryVerifier.Verify(history.Write()).Holds);
        Assert.Equal("plans.publish", history.Rows[^1].Act);
        var page = await site.Open().PageAsync($"/plans/{no}/history");
        Assert.NotNull(page.QuerySelector($"a[href='/zh/plans/{no}/history.csv']"));
        using var tender = await site.Open().GetAsync($"/tenders/{no}/history");
        Assert.Equal(HttpStatusCode.NotFound, tender.StatusCode);
    }

    [Fact]
    public async Task History_OfADraft_LooksLikeNothing()
    {
        var agent = await site.Open().AsAgentAsync();
        var no = await agent.DraftAsync(site.Clock.GetUtcNow().AddDays(1));

        using var draft = await site.Open().GetAsync($"/tenders/{no}/history");
        using var nothing = await site.Open().GetAsync("/tenders/none/history");

        Assert.Equal(HttpStatusCode.NotFound, draft.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, nothing.StatusCode);
    }

    private async Task<byte[]> BytesAsync(string path)
    {
        using var answer = await site.Open().GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsByteArrayAsync();
    }
}
