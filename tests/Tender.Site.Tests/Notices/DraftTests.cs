using System.Net;
using System.Security.Cryptography;
using System.Text;
using Tender.Site.Tests.Support;
using Xunit;

namespace Tender.Site.Tests.Notices;

public sealed class DraftTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    private DateTimeOffset Later => Drafts.Grid(site.Clock.GetUtcNow(), TimeSpan.FromSeconds(300));

    [Fact]
    public async Task SaveFacts_SentTwice_MakesOneDraft()
    {
        var agent = await site.Open().AsAgentAsync();
        var form = Drafts.Form(Later);
        form["Id"] = "0b6ff4f2-6f2c-4d6e-9b0e-111111111111";
        var token = await agent.TokenAsync();

        var both = await Task.WhenAll(
            agent.PostAsync("/notices/new", form, token),
            agent.PostAsync("/notices/new", form, token)
        );

        Assert.All(both, r => Assert.Equal(HttpStatusCode.Redirect, r.StatusCode));
        Assert.Equal(both[0].Headers.Location, both[1].Headers.Location);
    }

    [Fact]
    public async Task SaveFacts_StaleVersion_IsRefusedAndKeepsWhatWasTyped()
    {
        var agent = await site.Open().AsAgentAsync();
        var no = await agent.DraftAsync(Later);
        var seen = (await agent.PageAsync($"/notices/{no}/facts"))
            .QuerySelector("[name=Version]")!
            .GetAttribute("value")!;
        var first = Drafts.Form(Later);
        first["Version"] = seen;
        first["Place"] = "第一个窗口";
        var second = new Dictionary<string, string>(first) { ["Place"] = "第二个窗口" };
        using var saved = await agent.PostAsync($"/notices/{no}/facts", first);

        using var refused = await agent.PostAsync($"/notices/{no}/facts", second);

        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        var page = await Browser.ParseAsync(refused);
        Assert.Equal("第二个窗口", page.QuerySelector("#Place")!.GetAttribute("value"));
        Assert.Equal(
            "第一个窗口",
            (await agent.PageAsync($"/notices/{no}/facts")).QuerySelector("#Place")!.GetAttribute("value")
        );
    }

    [Theory]
    [InlineData("Title", "", "Title")]
    [InlineData("TendereeCode", "12330100MA2000019X", "TendereeCode")]
    [InlineData("Trade", "secret", "Trade")]
    [InlineData("PeriodDays", "0", "PeriodDays")]
    [InlineData("PeriodDays", "10001", "PeriodDays")]
    [InlineData("CeilingYuan", "1.001", "CeilingYuan")]
    [InlineData("CeilingYuan", "0", "CeilingYuan")]
    [InlineData("DeadlineDate", "2026-13-01", "DeadlineDate")]
    [InlineData("DeadlineTime", "25:00", "DeadlineDate")]
    public async Task SaveFacts_UnreadableField_IsNamedWithALink(string field, string typed, string named)
    {
        var agent = await site.Open("en").AsAgentAsync();
        var form = Drafts.Form(Later);
        form[field] = typed;

        using var response = await agent.PostAsync("/notices/new", form);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        var page = await Browser.ParseAsync(response);
        Assert.Equal($"#{named}", Assert.Single(page.QuerySelectorAll(".govuk-error-summary a")).GetAttribute("href"));
        Assert.NotNull(page.QuerySelector($"#{named}[aria-invalid=true]"));
        Assert.Contains(
            $"{named}-error",
            page.QuerySelector($"#{named}")!.GetAttribute("aria-describedby")!,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task SaveFacts_Markup_IsShownAsTyped()
    {
        var agent = await site.Open().AsAgentAsync();
        var form = Drafts.Form(Later);
        form["Title"] = "<script>alert(1)</script>\u202e䶮㛃𬭎";
        using var started = await agent.PostAsync("/notices/new", form);
        var no = started.Headers.Location!.OriginalString.Split('/')[^1];

        var page = await agent.PageAsync($"/notices/{no}");

        Assert.Equal(form["Title"], page.QuerySelector("h1")!.TextContent);
        Assert.Empty(page.QuerySelectorAll("script:not([src])"));
    }

    [Theory]
    [InlineData("表.exe", "ET-1106")]
    [InlineData("无后缀", "ET-1106")]
    [InlineData("../../etc/passwd.pdf", "ET-1108")]
    [InlineData("C:/windows/x.pdf", "ET-1108")]
    [InlineData(".pdf", "ET-1108")]
    [InlineData("a\u202efdp.pdf", "ET-1108")]
    [InlineData("a\u200b.pdf", "ET-1108")]
    public async Task AddDocument_StrangeName_IsRefused(string name, string code)
    {
        var agent = await site.Open().AsAgentAsync();
        var no = await agent.DraftAsync(Later);

        using var response = await agent.UploadAsync($"/notices/{no}/documents", (name, Drafts.Pdf));

        await AssertRefusedAsync(code, response);
        Assert.Single((await agent.PageAsync($"/notices/{no}")).QuerySelectorAll(".et-files > li"));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(site.DocumentsPath, "incoming")));
    }

    [Fact]
    public async Task AddDocument_ContentOfAnotherKind_IsRefused()
    {
        var agent = await site.Open().AsAgentAsync();
        var no = await agent.DraftAsync(Later);

        using var text = await agent.UploadAsync($"/notices/{no}/documents", ("假.pdf", "hello world"u8.ToArray()));
        using var empty = await agent.UploadAsync($"/notices/{no}/documents", ("空.pdf", []));
        using var zip = await agent.UploadAsync($"/notices/{no}/documents", ("假.xlsx", Drafts.Pdf));

        await AssertRefusedAsync("ET-1107", text);
        await AssertRefusedAsync("ET-1107", empty);
        await AssertRefusedAsync("ET-1107", zip);
    }

    [Theory]
    [InlineData(256 * 1024, null)]
    [InlineData(256 * 1024 + 1, "ET-1104")]
    public async Task AddDocument_SizeAtTheLimit_IsCounted(int size, string? code)
    {
        var agent = await site.Open().AsAgentAsync();
        var no = await agent.DraftAsync(Later);
        // The same small file, with filling before its end.
        var content = new byte[size];
        var end = Drafts.Pdf.AsSpan().LastIndexOf("startxref"u8);
        Drafts.Pdf.AsSpan(0, end).CopyTo(content);
        Drafts.Pdf.AsSpan(end).CopyTo(content.AsSpan(size - (Drafts.Pdf.Length - end)));

        using var response = await agent.UploadAsync($"/notices/{no}/documents", ("大.pdf", content));

        if (code is null)
        {
            Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        }
        else
        {
            await AssertRefusedAsync(code, response, HttpStatusCode.RequestEntityTooLarge);
        }
    }

    [Fact]
    public async Task AddDocument_SameNameTwice_IsRefused()
    {
        var agent = await site.Open().AsAgentAsync();
        var no = await agent.DraftAsync(Later);

        using var response = await agent.UploadAsync($"/notices/{no}/documents", ("招标文件.pdf", Drafts.Pdf));

        await AssertRefusedAsync("ET-1109", response);
    }

    [Fact]
    public async Task AddDocument_NoFile_IsRefused()
    {
        var agent = await site.Open().AsAgentAsync();
        var no = await agent.DraftAsync(Later);

        using var response = await agent.UploadAsync($"/notices/{no}/documents");

        await AssertRefusedAsync("ET-1110", response);
    }

    [Fact]
    public async Task AddDocument_TokenAfterTheFile_StoresNothing()
    {
        var agent = await site.Open().AsAgentAsync();
        var no = await agent.DraftAsync(Later);
        using var content = new MultipartFormDataContent
        {
            { new ByteArrayContent(Drafts.Pdf), "files", "b.pdf" },
            { new StringContent(await agent.TokenAsync()), "__RequestVerificationToken" },
        };

        using var response = await agent.Http.PostAsync(
            new Uri($"/zh/notices/{no}/documents", UriKind.Relative),
            content
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Single((await agent.PageAsync($"/notices/{no}")).QuerySelectorAll(".et-files > li"));
    }

    [Fact]
    public async Task AddDocument_BodyCutShort_IsRefusedAsBadRequest()
    {
        var agent = await site.Open().AsAgentAsync();
        var no = await agent.DraftAsync(Later);
        using var content = new ByteArrayContent(
            Encoding.UTF8.GetBytes(
                $"--x\r\nContent-Disposition: form-data; name=\"__RequestVerificationToken\"\r\n\r\n{await agent.TokenAsync()}"
                    + "\r\n--x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"c.pdf\"\r\n\r\n%PDF-"
            )
        );
        content.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=x");

        using var response = await agent.Http.PostAsync(
            new Uri($"/zh/notices/{no}/documents", UriKind.Relative),
            content
        );

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task RemoveDocument_Twice_IsGoneOnce()
    {
        var agent = await site.Open().AsAgentAsync();
        var no = await agent.DraftAsync(Later);
        var action = (await agent.PageAsync($"/notices/{no}"))
            .QuerySelector("form[action$='/remove']")!
            .GetAttribute("action")!["/zh".Length..];

        using var first = await agent.PostAsync(action, []);
        using var second = await agent.PostAsync(action, []);

        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, second.StatusCode);
        Assert.Empty((await agent.PageAsync($"/notices/{no}")).QuerySelectorAll(".et-files > li"));
    }

    [Fact]
    public async Task Download_ByAnybody_IsTheVeryBytesAsAttachment()
    {
        var no = await site.PublishedAsync();
        var browser = site.Open();
        var link = (await browser.PageAsync($"/tenders/{no}")).QuerySelector(".et-files a")!.GetAttribute("href")!;

        using var response = await browser.Http.GetAsync(new Uri(link, UriKind.Relative));

        var bytes = await response.Content.ReadAsByteArrayAsync();
        Assert.Equal(Drafts.Pdf, bytes);
        Assert.EndsWith(Convert.ToHexStringLower(SHA256.HashData(bytes)), link, StringComparison.Ordinal);
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("招标文件.pdf", response.Content.Headers.ContentDisposition.FileNameStar);
        Assert.Equal("application/pdf", response.Content.Headers.ContentType!.MediaType);
        Assert.DoesNotContain(site.Log.Lines, l => l.Contains("招标文件.pdf", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/documents/..%2f..%2fpassword")]
    [InlineData("/documents/0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("/documents/ABC")]
    public async Task Download_PathTrick_IsMissing(string path)
    {
        var no = await site.PublishedAsync();

        using var response = await site.Open().GetAsync($"/tenders/{no}{path}");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private static async Task AssertRefusedAsync(
        string code,
        HttpResponseMessage response,
        HttpStatusCode status = HttpStatusCode.UnprocessableEntity
    )
    {
        Assert.Equal(status, response.StatusCode);
        var page = await Browser.ParseAsync(response);
        Assert.Equal(code, page.QuerySelector(".govuk-error-summary .et-muted")?.TextContent);
    }
}
