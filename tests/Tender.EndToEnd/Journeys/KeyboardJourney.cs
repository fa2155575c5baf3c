using System.Globalization;
using Microsoft.Playwright;
using Tender.Sample.Cast;
using Tender.Sample.Play;
using Xunit;
using Xunit.Abstractions;

namespace Tender.EndToEnd;

/// <summary>Both sides of the platform without a mouse.</summary>
[Collection(Journeys.Name)]
public sealed class KeyboardJourney(StackFixture fixture, ITestOutputHelper output)
{
    [Fact]
    public async Task Agent_ByKeyboardAlone_SignsInAndPublishes()
    {
        await SamplePdf.WriteAsync(fixture.Folder["keyboard-documents.pdf"], "documents", 20_000);
        await using var agent = await fixture.NewPersonAsync(output);
        var page = await agent.NewPageAsync();
        var user = new KeyboardUser(page);
        await page.GotoAsync("/zh");
        await user.PressAsync(page.GetByRole(AriaRole.Link, new() { Name = "证书登录" }));
        await SignAsync(page, user, "签署并登录");
        await user.PressAsync(page.GetByRole(AriaRole.Link, new() { Name = "我的公告" }));
        await user.PressAsync(page.GetByRole(AriaRole.Link, new() { Name = "新建公告" }));
        foreach (var (name, value) in Facts)
        {
            await user.TypeAsync(page.Locator($"[name={name}]"), value);
        }

        // The first choice after the empty one: no state funds, no consortia.
        await user.PressAsync(page.Locator("[name=StateFunded]"), "ArrowDown");
        await user.PressAsync(page.Locator("[name=Consortium]"), "ArrowDown");
        var deadline = TimeProvider.System.GetUtcNow().AddMinutes(10).OnGrid().ToOffset(TimeSpan.FromHours(8));
        await user.TypePartsAsync(
            page.Locator("[name=DeadlineDate]"),
            Text(deadline, "yyyy-MM-dd"),
            Text(deadline, "MM dd yyyy"),
            Text(deadline, "yyyy MM dd")
        );
        await user.TypePartsAsync(
            page.Locator("[name=DeadlineTime]"),
            Text(deadline, "HH:mm:ss"),
            Text(deadline, "hh mm ss tt"),
            Text(deadline, "HH mm ss")
        );

        await user.PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "保存草稿" }));
        await user.ChooseAsync(page.GetByLabel("添加文件"), fixture.Folder["keyboard-documents.pdf"]);
        await user.PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "上传" }));
        await SignAsync(page, user, "签署并发布");

        await page.WaitForURLAsync("**/zh/tenders/*");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("键盘用户发布的工程");
    }

    [Fact]
    public async Task Bidder_ByKeyboardAlone_SealsAndSubmits()
    {
        await SamplePdf.WriteAsync(fixture.Folder["keyboard.pdf"], "keyboard", 50_000);
        var open = await fixture.Open.Value;
        var who = SampleCast.Bidders[4];
        await using var bidder = await fixture.NewPersonAsync(output);
        var page = await bidder.NewPageAsync();
        var user = new KeyboardUser(page);
        var bid = new BidPages(page, fixture.Stack.Certificates);
        await page.GotoAsync($"/zh/tenders/{open.No}");
        await user.PressAsync(page.GetByRole(AriaRole.Link, new() { Name = "制作投标文件" }));
        await user.PressAsync(page.Locator("a[href='#certificate']"));
        await user.ChooseAsync(page.Locator("#certificate-file"), fixture.Stack.Certificates.PathOf(who));
        await user.TypeAsync(page.Locator("#certificate-password"), SampleCertificates.Password);
        await user.PressAsync(bid.Part("certificate-open"));
        await Assertions.Expect(bid.Part("certificate-result")).ToContainTextAsync(who.OrgCode);
        await BackAsync(user, bid, "certificate");
        await user.PressAsync(page.Locator("a[href='#files']").First);
        await user.ChooseAsync(page.Locator("#files-input"), fixture.Folder["keyboard.pdf"]);
        await Assertions.Expect(bid.Part("files-list")).ToContainTextAsync("keyboard.pdf");
        await BackAsync(user, bid, "files");
        await user.PressAsync(page.Locator("a[href='#price']").First);
        foreach (
            var (id, value) in (ValueTuple<string, string>[])
                [("price", "6500000"), ("period", "150"), ("quality", "合格"), ("manager", "蒋川")]
        )
        {
            await user.TypeAsync(page.Locator($"#{id}"), value);
        }

        await page.Keyboard.PressAsync("Enter");
        await user.PressAsync(page.Locator("a[href='#check']").First);
        await user.PressAsync(page.Locator("#check-read"), "Space");
        await user.PressAsync(bid.Part("check-confirm"));
        await user.TypeAsync(page.Locator("#send-password"), BidPages.KeyPassword);
        await user.TypeAsync(page.Locator("#send-password-again"), BidPages.KeyPassword);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(bid.Part("send-done")).ToBeVisibleAsync();
        await user.PressAsync(bid.Part("send-commit"));
        await user.PressAsync(bid.Part("commit-send"));

        await Assertions.Expect(bid.Part("receipt-accepted")).ToBeVisibleAsync();
        Assert.Empty(await Accessibility.FindAsync(page, "a receipt"));
        await fixture.AssertQuietAsync();
    }

    private static Task BackAsync(KeyboardUser user, BidPages bid, string task) =>
        user.PressAsync(bid.Part($"panel-{task}").GetByRole(AriaRole.Link, new() { Name = "返回步骤" }));

    private async Task SignAsync(IPage page, KeyboardUser user, string button)
    {
        await user.ChooseAsync(page.Locator("#p12"), fixture.Stack.Certificates.PathOf(SampleCast.Agent));
        await user.TypeAsync(page.Locator("#p12-password"), SampleCertificates.Password);
        await user.PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "打开证书" }));
        await user.PressAsync(page.GetByRole(AriaRole.Button, new() { Name = button }));
    }

    private static string Text(DateTimeOffset at, string format) => at.ToString(format, CultureInfo.InvariantCulture);

    private static readonly (string Name, string Value)[] Facts =
    [
        ("Title", "键盘用户发布的工程"),
        ("TendereeName", SampleCast.Tenderee.Name),
        ("TendereeCode", SampleCast.Tenderee.OrgCode),
        ("TendereeAddress", "杭州市上城区"),
        ("Place", "杭州市滨江区"),
        ("Nature", "新建"),
        ("Scale", "一座"),
        ("Scope", "键盘可达的施工。"),
        ("FundSource", "企业自筹"),
        ("Qualification", "三级及以上资质。"),
        ("PeriodDays", "90"),
        ("Contact", "李敏，0571-00000000"),
    ];
}
