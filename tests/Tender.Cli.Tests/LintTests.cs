using System.Globalization;
using System.Text.Json;
using Tender.Testing;
using Xunit;

namespace Tender.Cli.Tests;

public sealed class LintTests
{
    /// <summary>The measured figures less a small margin: a change that finds less, or more that is harmless, is seen.</summary>
    [Theory]
    [InlineData("dev.jsonl", 0.96, 0.96)]
    [InlineData("held-out.jsonl", 0.82, 0.75)]
    [InlineData("works.jsonl", 0.84, 0.80)]
    [InlineData("goods.jsonl", 0.80, 0.77)]
    public async Task Corpus_PrecisionAndRecall_StayAboveTheFloor(string corpus, double precision, double recall)
    {
        using var terminal = new Terminal();
        var run = await terminal.TenderAsync($"lint --corpus {OwnVectors.Path("lint/" + corpus)}");

        Assert.Equal(ExitCode.Good, run.Code);
        var all = run.Out.Split('\n').Single(l => l.StartsWith("all ", StringComparison.Ordinal));
        var cells = all.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(double.Parse(cells[4], CultureInfo.InvariantCulture) >= precision, run.Out);
        Assert.True(double.Parse(cells[5], CultureInfo.InvariantCulture) >= recall, run.Out);
    }

    [Fact]
    public async Task Lines_AreAnsweredInOrder_AWrongOneInItsPlace()
    {
        using var terminal = new Terminal();
        var path = terminal["clauses.jsonl"];
        await File.WriteAllLinesAsync(
            path,
            [
                """{"id":"a","text":"投标人须在本市设有分公司。","where":"notice","trade":"road"}""",
                """{"id":"b"}""",
                """{"id":"c","text":"工期一百天。","where":"nowhere"}""",
                "no json",
                """{"id":5,"text":"工期一百天。","where":"scoring","trade":"goods"}""",
                """{"id":"e","text":"x","more":1}""",
            ]
        );

        var run = await terminal.TenderAsync($"lint --jsonl {path}");

        Assert.Equal(ExitCode.Unreadable, run.Code);
        var lines = run
            .Out.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(l => JsonDocument.Parse(l).RootElement)
            .ToList();
        var hit = Assert.Single(lines[0].GetProperty("hits").EnumerateArray());
        Assert.Equal("L-01", hit.GetProperty("family").GetString());
        Assert.Equal("block", hit.GetProperty("severity").GetString());
        Assert.Equal([5, 12], hit.GetProperty("span").EnumerateArray().Select(n => n.GetInt32()));
        Assert.NotEmpty(hit.GetProperty("cites").EnumerateArray());
        Assert.NotEmpty(hit.GetProperty("suggestion").GetString()!);
        Assert.Equal(
            ["missing", "wrong", "json"],
            lines.Skip(1).Take(3).Select(l => l.GetProperty("error").GetProperty("code").GetString())
        );
        Assert.Equal(5, lines[4].GetProperty("id").GetInt32());
        Assert.Equal("unknown", lines[5].GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task Lines_InAnotherEncoding_AreWrongAndNotClean()
    {
        using var terminal = new Terminal();
        // The bytes of 本市 in GB 18030, inside JSON that reads well.
        byte[] line =
        [
            .. "{\"id\":\"a\",\"text\":\"x"u8,
            0xB1,
            0xBE,
            0xCA,
            0xD0,
            .. "\",\"where\":\"notice\",\"trade\":\"road\"}"u8,
        ];
        await File.WriteAllBytesAsync(terminal["clauses.jsonl"], line);

        var run = await terminal.TenderAsync("lint --jsonl @clauses.jsonl");

        Assert.Equal(ExitCode.Unreadable, run.Code);
        Assert.DoesNotContain("hits", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NothingToRead_IsUsage()
    {
        using var terminal = new Terminal();
        Assert.Equal(ExitCode.Usage, (await terminal.TenderAsync("lint")).Code);
    }

    [Fact]
    public async Task Docx_TellsParagraphWordsAndArticles_AndEndsWithItsCode()
    {
        using var terminal = new Terminal();
        await File.WriteAllBytesAsync(terminal["a.docx"], LintFiles.Docx("工期一百天。", "投标人须在本市设有分公司。"));

        var run = await terminal.TenderAsync("lint @a.docx --where notice --lang zh");
        Assert.Equal(ExitCode.Barrier, run.Code);
        Assert.Contains("段 2: L-01 本地设立机构 · 须改正 · 本市设有分公司", run.Out, StringComparison.Ordinal);

        var json = JsonDocument.Parse((await terminal.TenderAsync("lint @a.docx --json")).Out).RootElement;
        Assert.Equal(1, json.GetProperty("block").GetInt32());
    }

    [Fact]
    public async Task Pdf_TellsThePage()
    {
        using var terminal = new Terminal();
        await File.WriteAllBytesAsync(terminal["a.pdf"], LintFiles.Pdf("工期一百天。", "投标人须在本市设有分公司。"));
        var run = await terminal.TenderAsync("lint @a.pdf --lang en");
        Assert.Equal(ExitCode.Barrier, run.Code);
        Assert.Contains("page 2: L-01", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("%PDF-1.7 broken")]
    [InlineData("PK\u0003\u0004 broken")]
    [InlineData("")]
    public async Task FileWithoutWords_IsUnreadable(string content)
    {
        using var terminal = new Terminal();
        await File.WriteAllTextAsync(terminal["a.pdf"], content);
        Assert.Equal(ExitCode.Unreadable, (await terminal.TenderAsync("lint @a.pdf")).Code);
    }

    [Fact]
    public async Task CleanText_IsGood()
    {
        using var terminal = new Terminal();
        await File.WriteAllTextAsync(terminal["a.txt"], "工期一百天。");
        Assert.Equal(ExitCode.Good, (await terminal.TenderAsync("lint @a.txt")).Code);
    }
}
