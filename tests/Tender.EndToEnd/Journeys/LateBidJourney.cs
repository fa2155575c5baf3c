using Microsoft.Playwright;
using Tender.Sample.Cast;
using Xunit;
using Xunit.Abstractions;

namespace Tender.EndToEnd;

/// <summary>A bidder that comes too late gets no form error but proof: the vault's signed refusal, and keeps what it made.</summary>
[Collection(Journeys.Name)]
public sealed class LateBidJourney(StackFixture fixture, ITestOutputHelper output)
{
    [Fact]
    public async Task Commit_AfterTheDeadline_ShowsTheSignedRefusalInBothLanguages()
    {
        await SamplePdf.WriteAsync(fixture.Folder["late.pdf"], "late", 100_000);
        var notice = await fixture.Tenders.PublishAsync("良渚文化村支路工程", Tenders.Shortest);
        await using var bidder = await fixture.NewPersonAsync(output);
        var page = await bidder.NewPageAsync();
        var bid = new BidPages(page, fixture.Stack.Certificates);
        await bid.OpenAsync(notice.No);
        await bid.UseCertificateAsync(SampleCast.Bidders[3]);
        await bid.PrepareAsync(fixture.Folder["late.pdf"], "6500000", "黄岳");
        await bid.SealAndSendAsync(fixture.Folder["late.sbidkey"]);
        await bid.GoAsync("commit");
        await Assertions.Expect(page.Locator(".et-countdown")).ToHaveTextAsync("00:00:00", new() { Timeout = 90_000 });

        await bid.Part("commit-send").ClickAsync();

        await Assertions.Expect(bid.Part("receipt-refused")).ToBeVisibleAsync();
        await Assertions.Expect(bid.Part("receipt-refused")).ToContainTextAsync("已过截止时间");
        await Assertions.Expect(bid.Part("receipt-accepted")).ToBeHiddenAsync();
        Assert.Empty(await Accessibility.FindAsync(page, "a refusal"));
        await bid.SaveSignedAsync(fixture.Folder["refusal.p7m"]);
        var message = await File.ReadAllBytesAsync(fixture.Folder["refusal.p7m"]);
        Assert.Contains(
            "\"verdict\":\"refused\"",
            System.Text.Encoding.UTF8.GetString(message),
            StringComparison.Ordinal
        );

        // Nothing is lost: the sealed file and what was typed are on this device, also in the other language.
        await page.GotoAsync($"/en/tenders/{notice.No}/bid");
        await Assertions.Expect(bid.Part("tender-over")).ToBeVisibleAsync();
        await bid.UseCertificateAsync(SampleCast.Bidders[3]);
        await bid.GoAsync("price");
        await Assertions.Expect(page.Locator("#price")).ToHaveValueAsync("6500000");
        await bid.GoAsync("send");
        await Assertions.Expect(bid.Part("send-keyfile")).ToBeVisibleAsync();
        await bid.GoAsync("tasks");
        await bid.Part("own-list").GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await Assertions.Expect(bid.Part("receipt-refused")).ToContainTextAsync("The deadline");
        await fixture.AssertQuietAsync();
    }
}
