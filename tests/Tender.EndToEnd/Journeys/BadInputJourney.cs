using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Tender.Sample.Authorities;
using Tender.Sample.Cast;
using Tender.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Tender.EndToEnd;

/// <summary>What people give by mistake or malice: one clear message in their language, beside the cause, and nothing is lost.</summary>
[Collection(Journeys.Name)]
public sealed class BadInputJourney(StackFixture fixture, ITestOutputHelper output)
{
    private static readonly FilePayload Good = Payload("good.pdf", "%PDF-1.7\n%%EOF\n");

    [Theory]
    [InlineData("zh", "请选择证书文件", "不是证书文件", "口令不正确", "到期", "吊销", "签发")]
    [InlineData(
        "en",
        "Choose the certificate",
        "not a certificate file",
        "Wrong password",
        "expired",
        "revoked",
        "trusted authority"
    )]
    public async Task Certificate_ThatIsNoGood_IsRefusedBesideItsField(string language, params string[] words)
    {
        var open = await fixture.Open.Value;
        await using var bidder = await fixture.NewPersonAsync(output);
        var page = await bidder.NewPageAsync();
        var bid = new BidPages(page, fixture.Stack.Certificates);
        var certificates = fixture.Stack.Folders.Certificates;
        await page.GotoAsync($"/{language}/tenders/{open.No}/bid");
        await bid.GoAsync("files");
        await page.Locator("#files-input").SetInputFilesAsync(Good);
        await bid.GoAsync("certificate");

        await TryAsync(bid, page, null, "", "certificate-file", words[0]);
        await File.WriteAllTextAsync(fixture.Folder["text.p12"], "not a certificate");
        await TryAsync(bid, page, fixture.Folder["text.p12"], "x", "certificate-file", words[1]);
        var own = fixture.Stack.Certificates.PathOf(SampleCast.Bidders[0]);
        await TryAsync(bid, page, own, "wrong", "certificate-password", words[2]);
        var password = SampleCertificates.Password;
        await TryAsync(bid, page, Path.Combine(certificates, "expired.p12"), password, "certificate-file", words[3]);
        await TryAsync(bid, page, Path.Combine(certificates, "revoked.p12"), password, "certificate-file", words[4]);
        var stranger = new TestAuthority("无名证书中心", SigningKey.EcdsaP256);
        using var unknown = stranger.Issue();
        await File.WriteAllBytesAsync(fixture.Folder["unknown.p12"], P12File.Encode(unknown, password));
        await TryAsync(bid, page, fixture.Folder["unknown.p12"], password, "certificate-file", words[5]);
        Assert.Empty(await Accessibility.FindAsync(page, "a refused certificate"));

        await page.Locator("#certificate-file").SetInputFilesAsync(own);
        await page.Locator("#certificate-password").FillAsync(password);
        await bid.Part("certificate-open").ClickAsync();
        await Assertions.Expect(bid.Part("certificate-result")).ToBeVisibleAsync();
        await Assertions.Expect(bid.Part("errors")).ToBeHiddenAsync();
        await bid.GoAsync("files");
        await Assertions.Expect(bid.Part("files-list")).ToContainTextAsync("good.pdf");
    }

    [Theory]
    [InlineData("zh", "是空的", "已经封好", "不完整", "上限", "不是 PDF", "文件名", "已有同名")]
    [InlineData(
        "en",
        "is empty",
        "sealed already",
        "not complete",
        "the limit is",
        "not PDF",
        "The name",
        "already there"
    )]
    public async Task File_ThatIsNoGood_IsRefusedAndTheOthersStay(string language, params string[] words)
    {
        var open = await fixture.Open.Value;
        await using var bidder = await fixture.NewPersonAsync(output);
        var page = await bidder.NewPageAsync();
        var bid = new BidPages(page, fixture.Stack.Certificates);
        await page.GotoAsync($"/{language}/tenders/{open.No}/bid");
        await bid.GoAsync("files");
        await page.Locator("#files-input").SetInputFilesAsync(Good);
        await using (var large = File.Create(fixture.Folder["large-beyond.pdf"]))
        {
            // A hole in the file system: nothing is written.
            large.SetLength(2_000_000_001);
        }

        FilePayload[] wrong =
        [
            Payload("empty.pdf", ""),
            new()
            {
                Name = "bid.sbid",
                MimeType = "application/octet-stream",
                Buffer = [0x89, 0x53, 0x42, 0x49, 0x44, 0x0d, 0x0a, 0x1a, 1, 0, 0, 1],
            },
            Payload("cut.pdf", "%PDF-1.7\n1 0 obj <<>>"),
        ];
        foreach (var (i, file) in wrong.Index())
        {
            await page.Locator("#files-input").SetInputFilesAsync(file);
            await AssertToldAsync(bid, page, "files-input", words[i]);
        }

        await page.Locator("#files-input").SetInputFilesAsync(fixture.Folder["large-beyond.pdf"]);
        await AssertToldAsync(bid, page, "files-input", words[3]);
        await page.Locator("#files-input").SetInputFilesAsync(Payload("program.pdf", "MZ"));
        await AssertToldAsync(bid, page, "files-input", words[4]);
        await page.Locator("#files-input").SetInputFilesAsync(Payload("..\\..\\evil.pdf", "%PDF-1.7\n%%EOF"));
        await AssertToldAsync(bid, page, "files-input", words[5]);
        await page.Locator("#files-input").SetInputFilesAsync(Good);
        await AssertToldAsync(bid, page, "files-input", words[6]);

        await Assertions.Expect(bid.Part("files-list").Locator("li")).ToHaveCountAsync(1);
        Assert.Empty(await Accessibility.FindAsync(page, "a refused file"));
    }

    [Theory]
    [InlineData("zh", "expiresAt", "到期")]
    [InlineData("en", "expiresAt", "expires before the deadline")]
    [InlineData("zh", "publicKey", "与本标段不符")]
    [InlineData("en", "publicKey", "something else")]
    public async Task KeySet_ExpiredOrExchanged_IsNotSealedTo(string language, string member, string words)
    {
        var open = await fixture.Open.Value;
        await using var bidder = await fixture.NewPersonAsync(output);
        await bidder.RouteAsync(
            "**/v1/keysets/*",
            async route =>
            {
                var answer = await route.FetchAsync();
                var facts = JsonNode.Parse(await answer.TextAsync())!;
                facts[member] = member == "expiresAt" ? "2026-01-01T00:00:00.000Z" : "04" + new string('a', 128);
                await route.FulfillAsync(new() { Response = answer, Body = facts.ToJsonString() });
            }
        );
        var page = await bidder.NewPageAsync();
        var bid = new BidPages(page, fixture.Stack.Certificates);

        await page.GotoAsync($"/{language}/tenders/{open.No}/bid");

        await Assertions.Expect(bid.Part("errors")).ToContainTextAsync(words);
        await bid.GoAsync("check");
        await Assertions.Expect(bid.Part("check-body")).ToBeHiddenAsync();
    }

    private static async Task TryAsync(
        BidPages bid,
        IPage page,
        string? file,
        string password,
        string field,
        string words
    )
    {
        if (file is not null)
        {
            await page.Locator("#certificate-file").SetInputFilesAsync(file);
        }

        await page.Locator("#certificate-password").FillAsync(password);
        await bid.Part("certificate-open").ClickAsync();
        await AssertToldAsync(bid, page, field, words);
    }

    /// <summary>Once on top, with a link, and once beside the field that is the cause.</summary>
    private static async Task AssertToldAsync(BidPages bid, IPage page, string field, string words)
    {
        await Assertions.Expect(bid.Part("errors")).ToContainTextAsync(words);
        await Assertions.Expect(bid.Part("error-list").Locator("li")).ToHaveCountAsync(1);
        await Assertions.Expect(bid.Part("error-list").Locator($"a[href='#{field}']")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator($"#{field}-error")).ToContainTextAsync(words);
    }

    private static FilePayload Payload(string name, string content) =>
        new()
        {
            Name = name,
            MimeType = "application/pdf",
            Buffer = System.Text.Encoding.ASCII.GetBytes(content),
        };
}
