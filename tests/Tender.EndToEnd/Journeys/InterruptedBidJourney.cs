using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Playwright;
using Tender.Sample.Cast;
using Xunit;
using Xunit.Abstractions;

namespace Tender.EndToEnd;

/// <summary>A bid that is interrupted in every way that an office knows: nothing is lost, and nothing is sent twice.</summary>
[Collection(Journeys.Name)]
public sealed class InterruptedBidJourney(StackFixture fixture, ITestOutputHelper output)
{
    private const string Pieces = "**/v1/uploads/*";
    private const string Commits = "**/v1/submissions";

    [Fact]
    public async Task Upload_PausedAndTabClosed_GoesOnAndSendsNothingTwice()
    {
        await SamplePdf.WriteAsync(fixture.Folder["paused.pdf"], "paused", 24_000_000);
        var open = await fixture.Open.Value;
        await using var bidder = await fixture.NewPersonAsync(output);
        var stored = new ConcurrentBag<long>();
        var held = new TaskCompletionSource();
        bidder.Response += (_, response) => Remember(stored, response);
        await bidder.RouteAsync(
            Pieces,
            async route =>
            {
                if (route.Request.Method == "PATCH" && OffsetOf(route.Request) > 8_000_000)
                {
                    // The third piece hangs on its way until the person pauses.
                    held.TrySetResult();
                    return;
                }

                await route.ContinueAsync();
            }
        );
        var first = await bidder.NewPageAsync();
        var bid = new BidPages(first, fixture.Stack.Certificates);
        await bid.OpenAsync(open.No);
        await bid.UseCertificateAsync(SampleCast.Bidders[0]);
        await bid.PrepareAsync(fixture.Folder["paused.pdf"], "6500000", "陈青");
        await bid.StartSealingAsync(fixture.Folder["paused.sbidkey"]);
        await held.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await bid.Part("send-pause").ClickAsync();
        await Assertions.Expect(bid.Part("send-paused")).ToBeVisibleAsync();
        Assert.Empty(await Accessibility.FindAsync(first, "a paused upload"));
        await first.CloseAsync();
        await bidder.UnrouteAsync(Pieces);

        var second = await bidder.NewPageAsync();
        var again = new BidPages(second, fixture.Stack.Certificates);
        await again.OpenAsync(open.No);
        await again.UseCertificateAsync(SampleCast.Bidders[0]);
        await again.GoAsync("send");
        await again.SaveKeyFileAsync(fixture.Folder["paused-2.sbidkey"]);
        await again.Part("send-resume").ClickAsync();
        await Assertions.Expect(again.Part("send-done")).ToBeVisibleAsync();
        await again.SubmitAsync();

        Assert.Equal([.. stored.Order().Distinct()], stored.Order());
        Assert.Equal(6, stored.Count);
        Assert.Equal(
            await File.ReadAllBytesAsync(fixture.Folder["paused.sbidkey"]),
            await File.ReadAllBytesAsync(fixture.Folder["paused-2.sbidkey"])
        );
        await fixture.AssertQuietAsync();
    }

    [Fact]
    public async Task Connection_LostInTheMiddle_IsShownAndGoesOnByItself()
    {
        await SamplePdf.WriteAsync(fixture.Folder["offline.pdf"], "offline", 24_000_000);
        var open = await fixture.Open.Value;
        await using var bidder = await fixture.NewPersonAsync(output);
        var lost = 0;
        await bidder.RouteAsync(
            Pieces,
            async route =>
            {
                if (route.Request.Method == "PATCH" && OffsetOf(route.Request) > 8_000_000 && lost++ == 0)
                {
                    await bidder.SetOfflineAsync(true);
                    await route.AbortAsync("internetdisconnected");
                    return;
                }

                await route.ContinueAsync();
            }
        );
        var page = await bidder.NewPageAsync();
        var bid = new BidPages(page, fixture.Stack.Certificates);
        await bid.OpenAsync(open.No);
        await bid.UseCertificateAsync(SampleCast.Bidders[1]);
        await bid.PrepareAsync(fixture.Folder["offline.pdf"], "6500000", "周桥");
        await bid.StartSealingAsync(fixture.Folder["offline.sbidkey"]);

        await Assertions.Expect(bid.Part("send-offline")).ToBeVisibleAsync();
        Assert.Empty(await Accessibility.FindAsync(page, "a lost connection"));
        await bidder.SetOfflineAsync(false);

        await Assertions.Expect(bid.Part("send-done")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Assertions.Expect(bid.Part("send-offline")).ToBeHiddenAsync();
        await bid.SubmitAsync();
        await fixture.AssertQuietAsync();
    }

    [Fact]
    public async Task Commit_AnswerLostAndPageReloaded_EndsWithTheOriginalReceipt()
    {
        await SamplePdf.WriteAsync(fixture.Folder["reload.pdf"], "reload", 200_000);
        var open = await fixture.Open.Value;
        await using var bidder = await fixture.NewPersonAsync(output);
        var answers = new ConcurrentBag<string>();
        var keys = new ConcurrentBag<string>();
        var page = await bidder.NewPageAsync();
        await bidder.RouteAsync(
            Commits,
            async route =>
            {
                if (route.Request.Method != "POST")
                {
                    await route.ContinueAsync();
                    return;
                }

                keys.Add(await route.Request.HeaderValueAsync("idempotency-key") ?? "");
                var answer = await route.FetchAsync();
                answers.Add($"{answer.Status} {await answer.TextAsync()}");
                // The vault has it; its first two answers never come back.
                await (
                    keys.Count <= 2
                        ? route.AbortAsync("connectionreset")
                        : route.FulfillAsync(new() { Response = answer })
                );
            }
        );
        var bid = new BidPages(page, fixture.Stack.Certificates);
        await bid.OpenAsync(open.No);
        await bid.UseCertificateAsync(SampleCast.Bidders[2]);
        await bid.PrepareAsync(fixture.Folder["reload.pdf"], "6500000", "吴杉");
        await bid.SealAndSendAsync(fixture.Folder["reload.sbidkey"]);
        await bid.GoAsync("commit");
        await bid.Part("commit-send").ClickAsync();
        await Assertions.Expect(bid.Part("commit-unknown")).ToBeVisibleAsync();
        Assert.Empty(await Accessibility.FindAsync(page, "an unknown outcome"));

        await page.ReloadAsync();
        await bid.UseCertificateAsync(SampleCast.Bidders[2]);

        await Assertions.Expect(bid.Part("receipt-accepted")).ToBeVisibleAsync();
        Assert.Single(keys.Distinct());
        Assert.Single(answers.Select(a => a[4..]).Distinct());
        Assert.Single(answers, a => a.StartsWith("201", StringComparison.Ordinal));
        await Assertions.Expect(bid.Part("own-list").Locator("li")).ToHaveCountAsync(1);
        await fixture.AssertQuietAsync();
    }

    private static long OffsetOf(IRequest request) =>
        long.Parse(request.Headers["upload-offset"], CultureInfo.InvariantCulture);

    private static void Remember(ConcurrentBag<long> stored, IResponse response)
    {
        if (response is { Status: 204, Request.Method: "PATCH" })
        {
            stored.Add(OffsetOf(response.Request));
        }
    }
}
