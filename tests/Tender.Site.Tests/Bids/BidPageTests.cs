using System.Net;
using System.Text.Json;
using Tender.Site.Tests.Support;
using Xunit;

namespace Tender.Site.Tests.Bids;

public sealed class BidPageTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    [Fact]
    public async Task ShowBid_TwoStrangers_GetTheSameBytesAndNoCookie()
    {
        var no = await site.PublishedAsync();
        using var first = await site.Open().GetAsync($"/tenders/{no}/bid");
        using var second = await site.Open().GetAsync($"/tenders/{no}/bid");
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
        Assert.False(first.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task ShowBid_SignedInBidder_GetsTheSameShellAsAStranger()
    {
        var no = await site.PublishedAsync();
        var stranger = await site.Open().PageAsync($"/tenders/{no}/bid");
        var bidder = await (await site.Open().AsBidderAsync()).PageAsync($"/tenders/{no}/bid");
        Assert.Equal(stranger.QuerySelector("main")!.InnerHtml, bidder.QuerySelector("main")!.InnerHtml);
    }

    [Fact]
    public async Task ShowBid_Policy_LetsThePageSpeakToTheVaultAndNobodyElse()
    {
        var no = await site.PublishedAsync();
        using var response = await site.Open().GetAsync($"/tenders/{no}/bid");
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        var connect = policy
            .Split(';')
            .Single(d => d.Trim().StartsWith("connect-src", StringComparison.Ordinal))
            .Trim();
        var page = await Browser.ParseAsync(response);
        Assert.Equal($"connect-src 'self' {page.QuerySelector("#bid")!.GetAttribute("data-vault")}", connect);
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("require-trusted-types-for 'script'", policy, StringComparison.Ordinal);
        Assert.All(page.Scripts, s => Assert.False(string.IsNullOrEmpty(s.GetAttribute("src"))));
    }

    [Theory]
    [InlineData("zh", "未开始")]
    [InlineData("en", "Not started")]
    public async Task ShowBid_EitherLanguage_CarriesTheScriptsTexts(string language, string expected)
    {
        var no = await site.PublishedAsync();
        var page = await site.Open(language).PageAsync($"/tenders/{no}/bid");
        using var texts = JsonDocument.Parse(page.QuerySelector("#bid")!.GetAttribute("data-texts")!);
        Assert.Equal(expected, texts.RootElement.GetProperty("js.task.todo").GetString());
        Assert.Matches("^[0-9a-f]{64}$", page.QuerySelector("#bid")!.GetAttribute("data-tool-hash")!);
    }

    [Fact]
    public async Task ShowBid_UnknownNumber_IsMissing()
    {
        using var response = await site.Open().GetAsync("/tenders/T2026-9999/bid");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }
}
