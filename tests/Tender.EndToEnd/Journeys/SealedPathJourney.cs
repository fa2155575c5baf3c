using System.Text;
using System.Text.Json;
using Microsoft.Playwright;
using Npgsql;
using Tender.Sample.Cast;
using Tender.Sample.Play;
using Xunit;
using Xunit.Abstractions;

namespace Tender.EndToEnd;

/// <summary>
/// The product as one test: a notice is published, four bidders seal real files (two in the browser, two on the command line), one replaces,
/// one withdraws, nobody can read anything before the deadline, the custodians open, the page shows exactly the right prices, and files alone
/// prove it all.
/// </summary>
[Collection(Journeys.Name)]
public sealed class SealedPathJourney(StackFixture fixture, ITestOutputHelper output)
{
    private const string FirstPrice = "8123456.78";
    private const string ReplacedPrice = "9555555.55";
    private const string SecondPrice = "8345678.91";
    private const string ThirdPrice = "8567891.23";
    private const string WithdrawnPrice = "7999999.87";
    private const string Marker = "SECRETBIDCONTENT";

    /// <summary>From publication to deadline: long enough for a slow machine to seal 100 MB in a browser.</summary>
    private static readonly TimeSpan Open = TimeSpan.FromSeconds(150);

    private static readonly SampleOrganisation[] Bidders = [.. SampleCast.Bidders.Take(4)];

    private string File(string name) => fixture.Folder[name];

    [Fact]
    public async Task SealedPath_FromNoticeToVerifiedOpening_ShowsExactlyTheRightPrices()
    {
        await SamplePdf.WriteAsync(File("large.pdf"), Marker + " one", 100_000_000);
        await SamplePdf.WriteAsync(File("small.pdf"), Marker + " two", 300_000);
        await SamplePdf.WriteAsync(File("documents.pdf"), "tender documents", 200_000);
        await using var agent = await fixture.NewPersonAsync(output);
        var deadline = TimeProvider.System.GetUtcNow().Add(Open).OnGrid();
        var no = await PublishAsync(agent, deadline);
        var tenderRef = await WaitUntilKeyedAsync(agent, no);

        await using var first = await fixture.NewPersonAsync(output);
        await using var second = await fixture.NewPersonAsync(output);
        await BidInBrowserAsync(first, no, Bidders[0], File("large.pdf"), FirstPrice);
        var pageOfSecond = await BidInBrowserAsync(second, no, Bidders[1], File("small.pdf"), ReplacedPrice);
        await ReplaceInBrowserAsync(pageOfSecond, Bidders[1], File("small.pdf"), SecondPrice);
        var third = new CliBidder(fixture.Stack, Bidders[2], fixture.Folder.Path);
        await third.SubmitAsync(tenderRef, File("small.pdf"), ThirdPrice);
        var fourth = new CliBidder(fixture.Stack, Bidders[3], fixture.Folder.Path);
        await fourth.SubmitAsync(tenderRef, File("small.pdf"), WithdrawnPrice);
        await fourth.WithdrawAsync();
        await third.FetchReceiptAsync(File("receipt-3.json"));
        await fourth.FetchReceiptAsync(File("receipt-4.json"));

        await using var visitor = await fixture.NewPersonAsync(output);
        var hall = await visitor.NewPageAsync();
        await AssertNothingShownAsync(hall, no);
        await CopyAsync("before");
        Assert.True(
            TimeProvider.System.GetUtcNow() < deadline,
            "the copy must be taken before the deadline; this machine needs a longer one"
        );
        await AssertNothingFoundAsync("before");

        await AssertPricesAsync(hall, no);
        await VerifyAsync(tenderRef);
    }

    private async Task<string> PublishAsync(IBrowserContext agent, DateTimeOffset deadline)
    {
        var page = await agent.NewPageAsync();
        var pages = new AgentPages(page, fixture.Stack.Certificates);
        await pages.SignInAsync(SampleCast.Agent);
        return await pages.PublishAsync(SampleCast.Agent, "江虹路人行天桥工程施工", deadline, [File("documents.pdf")]);
    }

    /// <summary>The notice says so itself; the agent keeps looking.</summary>
    private static async Task<string> WaitUntilKeyedAsync(IBrowserContext agent, string no)
    {
        var page = agent.Pages[0];
        var link = page.GetByRole(AriaRole.Link, new() { Name = "制作投标文件" });
        for (var look = 0; look < 60 && !await link.IsVisibleAsync(); look++)
        {
            await page.ReloadAsync();
            await page.WaitForTimeoutAsync(500);
        }

        await Assertions.Expect(link).ToBeVisibleAsync();
        var notice = await page.APIRequest.GetAsync($"/zh/tenders/{no}/notice.json");
        return JsonDocument.Parse(await notice.TextAsync()).RootElement.GetProperty("tenderRef").GetString()!;
    }

    private async Task<IPage> BidInBrowserAsync(
        IBrowserContext context,
        string no,
        SampleOrganisation who,
        string file,
        string price
    )
    {
        var page = await context.NewPageAsync();
        var bid = new BidPages(page, fixture.Stack.Certificates);
        await bid.OpenAsync(no);
        await bid.UseCertificateAsync(who);
        await bid.PrepareAsync(file, price, who.Signer);
        await bid.SealAndSendAsync(File(who.Key + ".sbidkey"));
        await bid.SubmitAsync();
        await bid.SaveReceiptAsync(File($"receipt-{who.Key}.json"));
        return page;
    }

    private async Task ReplaceInBrowserAsync(IPage page, SampleOrganisation who, string file, string price)
    {
        var bid = new BidPages(page, fixture.Stack.Certificates);
        await bid.PrepareAsync(file, price, who.Signer);
        await bid.SealAndSendAsync(File(who.Key + "-2.sbidkey"));
        await bid.SubmitAsync();
        await bid.SaveReceiptAsync(File($"receipt-{who.Key}-2.json"));
    }

    /// <summary>Before the deadline no page of the tender names a bidder or a number of bids.</summary>
    private static async Task AssertNothingShownAsync(IPage hall, string no)
    {
        foreach (
            var path in (string[])[$"/zh/tenders/{no}", $"/zh/tenders/{no}/opening", $"/en/tenders/{no}/opening", "/zh"]
        )
        {
            await hall.GotoAsync(path);
            var text = await hall.Locator("body").InnerTextAsync();
            Assert.DoesNotContain(
                Bidders,
                b =>
                    text.Contains(b.Name, StringComparison.Ordinal)
                    || text.Contains(b.OrgCode, StringComparison.Ordinal)
            );
        }
    }

    private async Task CopyAsync(string name)
    {
        Directory.CreateDirectory(File(name));
        foreach (var database in (string[])["tender_vault", "tender_site"])
        {
            var connection = new NpgsqlConnectionStringBuilder(fixture.Stack.Postgres.ConnectionString(database));
            await SecrecyScan.CopyDatabaseAsync(connection.ToString(), Path.Combine(File(name), database));
        }

        foreach (
            var folder in (string[])
                [
                    fixture.Stack.Folders.Vault,
                    fixture.Stack.Folders.Site,
                    fixture.Stack.Folders.Logs,
                    fixture.Stack.Folders.Postgres,
                ]
        )
        {
            SecrecyScan.CopyFolder(folder, Path.Combine(File(name), Path.GetFileName(folder)));
        }
    }

    private async Task AssertNothingFoundAsync(string name)
    {
        string[] prices = [FirstPrice, ReplacedPrice, SecondPrice, ThirdPrice, WithdrawnPrice];
        var patterns = prices
            .SelectMany(p =>
                SecrecyScan.FormsOfPrice(
                    (long)(decimal.Parse(p, System.Globalization.CultureInfo.InvariantCulture) * 100)
                )
            )
            .Append(Encoding.ASCII.GetBytes(Marker))
            .ToList();
        Assert.Empty(await SecrecyScan.FindAsync(File(name), patterns));

        // The scan itself has teeth: the same patterns are found in what the bidders kept.
        await System.IO.File.WriteAllTextAsync(
            Path.Combine(Directory.CreateDirectory(File("planted")).FullName, "row"),
            $"x{ThirdPrice}{Marker}"
        );
        Assert.Equal(2, (await SecrecyScan.FindAsync(File("planted"), patterns)).Count);
    }

    private static async Task AssertPricesAsync(IPage hall, string no)
    {
        await hall.GotoAsync($"/zh/tenders/{no}/opening");
        string[] shown = ["8,123,456.78", "8,345,678.91", "8,567,891.23"];
        await Assertions.Expect(hall.Locator("body")).ToContainTextAsync(shown[0], new() { Timeout = 240_000 });
        var text = await hall.Locator("main").InnerTextAsync();
        Assert.All(shown, price => Assert.Contains(price, text, StringComparison.Ordinal));
        Assert.DoesNotContain("9,555,555.55", text, StringComparison.Ordinal);
        Assert.DoesNotContain("7,999,999.87", text, StringComparison.Ordinal);
        Assert.All(Bidders.Take(3), b => Assert.Contains(b.Name, text, StringComparison.Ordinal));
        Assert.DoesNotContain(Bidders[3].Name, text, StringComparison.Ordinal);
    }

    /// <summary>Only files, no network: the bundle, and every receipt.</summary>
    private async Task VerifyAsync(string tenderRef)
    {
        using var http = new HttpClient { BaseAddress = fixture.Stack.VaultUrl };
        await System.IO.File.WriteAllBytesAsync(
            File("opening.zip"),
            await http.GetByteArrayAsync($"v1/openings/{tenderRef}/bundle")
        );
        var trust = fixture.Stack.Folders.TrustFile;
        await CommandLine.RunOfflineAsync(0, "verify", File("opening.zip"), "--trust", trust);
        // Exit 11: valid, and replaced later by its own bidder. The receipt of a withdrawal holds as what it is.
        (string Receipt, int Exit)[] receipts =
        [
            ($"receipt-{Bidders[0].Key}.json", 0),
            ($"receipt-{Bidders[1].Key}.json", 11),
            ($"receipt-{Bidders[1].Key}-2.json", 0),
            ("receipt-3.json", 0),
            ("receipt-4.json", 0),
        ];
        foreach (var (receipt, exit) in receipts)
        {
            await CommandLine.RunOfflineAsync(
                exit,
                ["verify", File(receipt), "--trust", trust, "--bundle", File("opening.zip")]
            );
        }
    }
}
