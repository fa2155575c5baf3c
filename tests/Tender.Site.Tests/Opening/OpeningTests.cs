using System.Net;
using System.Text.Json;
using Tender.Sealing;
using Tender.Site.Tests.Support;
using Xunit;

namespace Tender.Site.Tests.Opening;

public sealed class OpeningTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    [Fact]
    public async Task BeforeDeadline_StateForPrograms_HoldsClockAndStageOnly()
    {
        var (no, section) = await site.SectionAsync();
        section.Bids = Some.Bids(5);

        var state = await site.Open().JsonAsync($"/tenders/{no}/opening.json");

        Assert.Equal("waiting", state.GetProperty("stage").GetString());
        Assert.Equal("waiting", state.GetProperty("version").GetString());
        foreach (var name in (string[])["count", "setRoot", "seats", "bids", "recordHash"])
        {
            Assert.Equal(JsonValueKind.Null, state.GetProperty(name).ValueKind);
        }
    }

    [Fact]
    public async Task Countdown_VaultClockAhead_FollowsTheVault()
    {
        var (no, section) = await site.SectionAsync();
        section.Bids = Some.Bids(3);
        site.Vault.Ahead = TimeSpan.FromHours(1);
        site.Clock.Advance(TimeSpan.FromSeconds(11));
        try
        {
            var state = await site.Open().JsonAsync($"/tenders/{no}/opening.json");

            Assert.Equal("closing", state.GetProperty("stage").GetString());
        }
        finally
        {
            site.Vault.Ahead = TimeSpan.Zero;
            site.Clock.Advance(TimeSpan.FromSeconds(11));
        }
    }

    [Fact]
    public async Task Closing_SetNotYetOnTheLedger_ShowsNoName()
    {
        var (no, section) = await site.SectionAsync();
        section.Bids = Some.Bids(4);
        site.Clock.SetUtcNow(section.Order.Deadline!.Value);

        var page = await site.Open().PageAsync($"/tenders/{no}/opening");

        Assert.DoesNotContain("投标单位", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("封存名单", page.QuerySelector("[aria-current=step]")!.TextContent);
    }

    [Fact]
    public async Task SealCheck_SetOnTheLedger_ShowsNamesAndHashesAndNoPrice()
    {
        var (no, section) = await site.SectionAsync();
        section.Bids = Some.Bids(4);
        section.After = VaultState.Sealed;
        site.Clock.SetUtcNow(section.Order.Deadline!.Value.AddSeconds(5));

        var page = await site.Open().PageAsync($"/tenders/{no}/opening");

        Assert.Equal(4, page.QuerySelectorAll("[aria-labelledby=set] tbody tr").Length);
        Assert.Equal(4, page.QuerySelectorAll("[aria-labelledby=set] tbody .et-hash").Length);
        Assert.DoesNotContain("9,80", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("#bids"));
    }

    [Fact]
    public async Task Custodians_AnsweringOneByOne_AreShownPerSeat()
    {
        var (no, section) = await site.SectionAsync();
        section.Bids = Some.Bids(3);
        section.After = VaultState.Opening;
        section.Seats = [SeatState.Verified, SeatState.Wrong, SeatState.Committed];
        site.Clock.SetUtcNow(section.Order.Deadline!.Value.AddSeconds(20));

        var page = await site.Open().PageAsync($"/tenders/{no}/opening");

        Assert.Equal(
            ["答复有效", "答复无效", "已承诺"],
            page.QuerySelectorAll("[data-seat]").Select(s => s.TextContent)
        );
        Assert.Null(page.QuerySelector("#bids"));
        using var record = await site.Open().GetAsync($"/tenders/{no}/record");
        Assert.Equal(HttpStatusCode.NotFound, record.StatusCode);
    }

    [Fact]
    public async Task Opened_AllBids_AreShownInOneMomentWithTheRecord()
    {
        var (no, section) = await site.SectionAsync();
        section.Bids = [.. Some.Bids(3), new FakeBid("91440300MA2067862Q", "坏封签公司", 0, Unread: "tag")];
        section.After = VaultState.Opened;
        site.Clock.SetUtcNow(section.Order.Deadline!.Value.AddSeconds(30));

        var page = await site.Open().PageAsync($"/tenders/{no}/opening");

        Assert.Equal(
            ["9,801,000.00", "9,802,000.00", "9,803,000.00"],
            page.QuerySelectorAll(".et-price").Select(p => p.TextContent)
        );
        Assert.Contains(
            "玖佰捌拾万壹仟元整",
            page.QuerySelector("#bids")!.ParentElement!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Single(page.QuerySelectorAll("[aria-labelledby=bids] .et-tag--bad"));
        var links = page.QuerySelectorAll("[aria-labelledby=proof] a").Select(a => a.GetAttribute("href"));
        Assert.Contains(
            $"https://vault.example/v1/openings/{Convert.ToHexStringLower(section.Order.TenderRef)}/bundle",
            links
        );
        var record = await site.Open().PageAsync($"/tenders/{no}/record");
        Assert.Equal(4, record.QuerySelectorAll("tbody tr").Length);
        Assert.Contains(
            Convert.ToHexStringLower(Some.Hash("record")),
            record.QuerySelectorAll(".et-hash").Select(h => h.GetAttribute("data-value"))
        );
        using var json = await site.Open().GetAsync($"/tenders/{no}/record.json");
        Assert.Equal("{}", await json.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Opened_SeatThatWasNotNeeded_WaitsNoMore()
    {
        var (no, section) = await site.SectionAsync();
        section.Bids = Some.Bids(3);
        section.After = VaultState.Opened;
        section.Seats = [SeatState.Verified, SeatState.Waiting, SeatState.Verified];
        site.Clock.SetUtcNow(section.Order.Deadline!.Value.AddSeconds(30));

        var page = await site.Open().PageAsync($"/tenders/{no}/opening");
        var record = await site.Open().PageAsync($"/tenders/{no}/record");

        Assert.Equal(
            ["答复有效", "未作答", "答复有效"],
            page.QuerySelectorAll("[data-seat]").Select(s => s.TextContent)
        );
        Assert.Contains("（未作答）", record.QuerySelector("main dl")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failed_TwoBids_OpensNothingAndNamesTheArticle()
    {
        var (no, section) = await site.SectionAsync();
        section.Bids = Some.Bids(2);
        section.After = VaultState.Opened;
        site.Clock.SetUtcNow(section.Order.Deadline!.Value.AddSeconds(30));

        var page = await site.Open().PageAsync($"/tenders/{no}/opening");

        Assert.Equal("流标", page.QuerySelector(".et-hall__verdict")!.TextContent);
        Assert.Contains("第二十八条", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("投标单位", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("9,80", page.Body.TextContent, StringComparison.Ordinal);
        Assert.Equal($"/zh/tenders/{no}/record", page.QuerySelector("main a.govuk-button")!.GetAttribute("href"));
        var record = await site.Open().PageAsync($"/tenders/{no}/record");
        Assert.Equal("流标记录", record.QuerySelector("h1")!.TextContent);
        Assert.DoesNotContain("开标时间", record.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(
            "failed",
            (await site.Open().JsonAsync($"/tenders/{no}/opening.json")).GetProperty("stage").GetString()
        );
    }

    [Fact]
    public async Task AfterDeadline_VaultAway_SaysThatNothingIsLost()
    {
        var (no, section) = await site.SectionAsync();
        section.Bids = Some.Bids(3);
        site.Clock.SetUtcNow(section.Order.Deadline!.Value.AddSeconds(1));
        site.Vault.IsAway = true;
        try
        {
            var page = await site.Open().PageAsync($"/tenders/{no}/opening");

            Assert.NotNull(page.QuerySelector("#hall .et-notice--warn"));
        }
        finally
        {
            site.Vault.IsAway = false;
        }
    }

    [Fact]
    public async Task Opening_WithoutScript_RefreshesUntilItIsFinal()
    {
        var (no, section) = await site.SectionAsync();
        section.Bids = Some.Bids(3);
        section.After = VaultState.Opened;
        using var before = await site.Open().GetAsync($"/tenders/{no}/opening");
        site.Clock.SetUtcNow(section.Order.Deadline!.Value.AddSeconds(30));
        using var after = await site.Open().GetAsync($"/tenders/{no}/opening");

        Assert.Contains("http-equiv=\"refresh\"", await before.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(
            "http-equiv=\"refresh\"",
            await after.Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
    }
}
