using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Tender.Sample.Cast;
using Xunit;
using Xunit.Abstractions;

namespace Tender.EndToEnd;

/// <summary>Every page in every state that needs no bid of one's own: no barrier, nothing wider than its window, nothing inline.</summary>
[Collection(Journeys.Name)]
public sealed partial class EveryPageJourney(StackFixture fixture, ITestOutputHelper output)
{
    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public async Task Pages_AsAVisitorSeesThem_HaveNoBarrier(string language)
    {
        var (open, past) = (await fixture.Open.Value, await fixture.Past);
        await using var visitor = await fixture.NewPersonAsync(output);
        var page = await visitor.NewPageAsync();
        await Until(page, $"/zh/tenders/{past.Failed.No}/opening", "流标");
        await Until(page, $"/zh/tenders/{past.Opened.No}/opening", "6,660,000.00");

        string[] pages =
        [
            "",
            "/tenders",
            "/tenders?q=zzzz",
            "/plans",
            "/plans?q=zzzz",
            "/statistics",
            $"/tenders/{open.No}",
            $"/tenders/{open.No}/opening",
            $"/tenders/{open.No}/bid",
            $"/tenders/{open.No}/record",
            $"/tenders/{past.Failed.No}",
            $"/tenders/{past.Failed.No}/opening",
            $"/tenders/{past.Failed.No}/bid",
            $"/tenders/{past.Opened.No}/opening",
            $"/tenders/{past.Opened.No}/record",
            $"/tenders/{past.Opened.No}/history",
            "/tenders/T2026-9999",
            "/sign-in",
            "/verify",
            "/help",
            "/status",
        ];
        Assert.Empty(await WalkAsync(page, language, pages));
        await fixture.AssertQuietAsync();
    }

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public async Task Pages_AsAnAgentSeesThem_HaveNoBarrier(string language)
    {
        await using var agent = await fixture.NewPersonAsync(output);
        var page = await agent.NewPageAsync();
        var pages = new AgentPages(page, fixture.Stack.Certificates);
        await pages.SignInAsync(SampleCast.Agent);
        var no = await pages.DraftAsync("仓前路绿化提升工程", TimeProvider.System.GetUtcNow().AddHours(1), []);

        var found = await WalkAsync(
            page,
            language,
            [
                "",
                "/notices",
                "/notices/new",
                $"/notices/{no}",
                $"/notices/{no}/facts",
                $"/notices/{no}/terms",
                "/desk/plans",
                "/desk/plans/new",
                "/sign-in",
            ]
        );
        await page.GotoAsync($"/{language}/notices/new");
        await page.Locator("main form button").First.ClickAsync();
        await Assertions.Expect(page.Locator(".govuk-error-summary")).ToBeVisibleAsync();
        found.AddRange(await Accessibility.FindAsync(page, "an empty form"));
        Assert.Empty(found);
        await fixture.AssertQuietAsync();
    }

    [Fact]
    public async Task Desk_AsABidderSeesIt_IsRefusedInBothLanguages()
    {
        await using var bidder = await fixture.NewPersonAsync(output);
        var page = await bidder.NewPageAsync();
        await new AgentPages(page, fixture.Stack.Certificates).SignInAsync(SampleCast.Bidders[4]);

        string[] found = [.. await WalkAsync(page, "zh", ["/notices"]), .. await WalkAsync(page, "en", ["/notices"])];

        Assert.Empty(found);
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("ET-2");
    }

    [Theory]
    [InlineData("zh", "流标", "没有开启任何投标文件", "第二十八条")]
    [InlineData("en", "Failed tender", "No bid was opened", "article 28")]
    public async Task FewerThanThreeBids_PageOfTheOpening_SaysThatNothingWasOpenedAndWhy(
        string language,
        string verdict,
        string nothing,
        string article
    )
    {
        var failed = (await fixture.Past).Failed;
        await using var visitor = await fixture.NewPersonAsync(output);
        var page = await visitor.NewPageAsync();

        await Until(page, $"/{language}/tenders/{failed.No}/opening", verdict);

        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(nothing);
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(article);
        var text = await page.Locator("body").InnerTextAsync();
        Assert.DoesNotContain(SampleCast.Bidders, b => text.Contains(b.Name, StringComparison.Ordinal));
        Assert.DoesNotContain("6,660,000", text, StringComparison.Ordinal);
        var bundle = await page.APIRequest.GetAsync($"{fixture.Stack.VaultUrl}v1/openings/{failed.TenderRef}");
        Assert.DoesNotContain("666000000", await bundle.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Record_Printed_FitsOnPaperWithItsPrices()
    {
        var opened = (await fixture.Past).Opened;
        await using var visitor = await fixture.NewPersonAsync(output);
        var page = await visitor.NewPageAsync();
        await Until(page, $"/zh/tenders/{opened.No}/opening", "6,660,000.00");
        await page.GotoAsync($"/zh/tenders/{opened.No}/record");

        await page.EmulateMediaAsync(new() { Media = Media.Print });

        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("6,680,000.00");
        await Assertions.Expect(page.Locator(".et-nav")).ToBeHiddenAsync();
        // A4 less its margins at 96 dots an inch.
        await page.SetViewportSizeAsync(680, 960);
        Assert.False(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > window.innerWidth"));
    }

    private static async Task<List<string>> WalkAsync(IPage page, string language, IEnumerable<string> paths)
    {
        var found = new List<string>();
        foreach (var path in paths)
        {
            var response = await page.GotoAsync($"/{language}{path}");
            Assert.InRange(response!.Status, 200, 499);
            if (Inline().Match(await response.TextAsync()) is { Success: true } inline)
            {
                found.Add($"{path}: inline {inline.Value}");
            }

            found.AddRange(await Accessibility.FindAsync(page, $"{language}{path}"));
        }

        return found;
    }

    /// <summary>The page itself refreshes; the visitor only looks at it.</summary>
    private static async Task Until(IPage page, string path, string text)
    {
        await page.GotoAsync(path);
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(text, new() { Timeout = 120_000 });
    }

    [GeneratedRegex("""<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=["']|javascript:""")]
    private static partial Regex Inline();
}
