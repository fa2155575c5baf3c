using System.IO.Compression;
using System.Net;
using System.Text;
using Tender.Site.Tests.Support;
using Xunit;

namespace Tender.Site.Tests.Documents;

public sealed class InspectionTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    [Fact]
    public async Task AddDocument_WholeFiles_AreTaken()
    {
        Assert.Null(await RefusalAsync("清单.zip", Zip(("a.txt", "hello"u8.ToArray()))));
        Assert.Null(await RefusalAsync("合同.docx", Docx()));
        Assert.Null(await RefusalAsync("内含.zip", Zip(("合同.docx", Docx()))));
    }

    [Fact]
    public async Task AddDocument_BrokenPdf_IsRefused()
    {
        Assert.Equal("ET-1118", await RefusalAsync("a.pdf", Drafts.Pdf[..^12]));
        Assert.Equal("ET-1118", await RefusalAsync("a.pdf", "%PDF-1.7\nstartxref\n9999\n%%EOF\n"u8.ToArray()));
        Assert.Equal("ET-1118", await RefusalAsync("a.pdf", "%PDF-1.7\nstartxref\n3\n%%EOF\n"u8.ToArray()));
        Assert.Equal("ET-1118", await RefusalAsync("a.pdf", [.. Drafts.Pdf, .. new byte[4096]]));
    }

    [Fact]
    public async Task AddDocument_ZipBomb_IsRefused()
    {
        // Twenty million zeros pack to about twenty thousand bytes: a thousand to one.
        Assert.Equal("ET-1112", await RefusalAsync("a.zip", Zip(("zeros.bin", new byte[20_000_000]))));
    }

    [Fact]
    public async Task AddDocument_BombInsideAnArchive_IsRefused()
    {
        var bomb = Zip(("zeros.bin", new byte[20_000_000]));

        Assert.Equal("ET-1112", await RefusalAsync("a.zip", Zip(("inner.zip", bomb))));
    }

    [Fact]
    public async Task AddDocument_TooManyEntries_IsRefused()
    {
        var many = Enumerable.Range(0, 5_001).Select(i => ($"{i}.t", Array.Empty<byte>())).ToArray();
        var archive = Zip(many);
        Assert.True(archive.Length > 0);

        // More entries than the upload limit of the test's site would let in are judged by the inspection alone.
        var refused = Assert.Throws<Tender.Site.Shared.Faults.Refused>(() =>
            new Tender.Site.Documents.ArchiveInspection("a.zip").Inspect(new MemoryStream(archive), "zip")
        );
        Assert.Equal("ET-1112", refused.Findings[0].RuleId);
        await Task.CompletedTask;
    }

    [Fact]
    public async Task AddDocument_NestedTooDeep_IsRefused()
    {
        var deep = Zip(("2.zip", Zip(("3.zip", Zip(("a.txt", "x"u8.ToArray()))))));

        Assert.Equal("ET-1113", await RefusalAsync("1.zip", deep));
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("/etc/passwd")]
    [InlineData("C:\\windows\\x.txt")]
    public async Task AddDocument_PathInsideAnArchive_IsRefused(string path) =>
        Assert.Equal("ET-1113", await RefusalAsync("a.zip", Zip((path, "x"u8.ToArray()))));

    [Theory]
    [InlineData("setup.exe", "x")]
    [InlineData("readme.txt", "MZ\u0090")]
    [InlineData("run.JS", "x")]
    public async Task AddDocument_ProgramInsideAnArchive_IsRefused(string name, string content) =>
        Assert.Equal("ET-1114", await RefusalAsync("a.zip", Zip((name, Encoding.Latin1.GetBytes(content)))));

    [Fact]
    public async Task AddDocument_Macros_AreRefused()
    {
        var macro = Zip(
            ("[Content_Types].xml", "<Types/>"u8.ToArray()),
            ("word/document.xml", "<document/>"u8.ToArray()),
            ("word/vbaProject.bin", "x"u8.ToArray())
        );

        Assert.Equal("ET-1115", await RefusalAsync("a.docx", macro));
        Assert.Equal("ET-1115", await RefusalAsync("a.zip", Zip(("a.docx", macro))));
        Assert.Equal("ET-1115", await RefusalAsync("a.zip", Zip(("a.xlsm", "x"u8.ToArray()))));
    }

    [Fact]
    public async Task AddDocument_ZipNamedAsOfficeFile_IsRefused() =>
        Assert.Equal("ET-1107", await RefusalAsync("a.xlsx", Zip(("a.txt", "x"u8.ToArray()))));

    [Fact]
    public async Task AddDocument_ArchiveCutShort_IsRefused() =>
        Assert.Equal("ET-1107", await RefusalAsync("a.zip", Zip(("a.txt", new byte[2_000]))[..60]));

    internal static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return bytes.ToArray();
    }

    private static byte[] Docx() =>
        Zip(("[Content_Types].xml", "<Types/>"u8.ToArray()), ("word/document.xml", "<document/>"u8.ToArray()));

    /// <summary>The code with which a draft refuses a file; null: it was taken.</summary>
    private async Task<string?> RefusalAsync(string name, byte[] content)
    {
        var agent = await site.Open().AsAgentAsync();
        var no = await agent.DraftAsync(Drafts.Grid(site.Clock.GetUtcNow(), TimeSpan.FromSeconds(300)));

        using var response = await agent.UploadAsync($"/notices/{no}/documents", (name, content));

        Assert.Empty(Directory.EnumerateFiles(Path.Combine(site.DocumentsPath, "incoming")));
        return response.StatusCode == HttpStatusCode.Redirect
            ? null
            : (await Browser.ParseAsync(response)).QuerySelector(".govuk-error-summary .et-muted")!.TextContent;
    }
}
