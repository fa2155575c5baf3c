using System.Text.Json;
using Tender.Testing;
using Xunit;

namespace Tender.Cli.Tests;

public sealed class ClockTests
{
    public static TheoryData<string, string, string> Answers =>
        new()
        {
            // Clock, inputs, the one date of the answer.
            { "planToNotice", """{"planPublishedAt":"2026-11-01T10:00:00+08:00"}""", "2026-12-02T00:00:00+08:00" },
            {
                "planToNotice",
                """{"planPublishedAt":"2026-11-01T10:00:00+08:00","waiverPublishedAt":"2026-11-03T09:00:00+08:00","waiverReason":"抢险"}""",
                "2026-11-03T09:00:00+08:00"
            },
            { "docsIssueMin", """{"docsIssuedAt":"2026-12-01T09:00:00+08:00"}""", "2026-12-07T00:00:00+08:00" },
            { "docsToDeadline", """{"docsIssuedAt":"2026-12-01T01:00:00Z"}""", "2026-12-22T00:00:00+08:00" },
            {
                "amendToDeadline",
                """{"amendedAt":"2026-12-10T15:00:00+08:00","oldDeadline":"2026-12-22T09:30:00+08:00","affectsBids":true,"stage":"bid"}""",
                "2026-12-28T09:30:00+08:00"
            },
            {
                "objectionToDocs",
                """{"deadline":"2026-12-22T09:30:00+08:00","stage":"bid"}""",
                "2026-12-12T23:59:59+08:00"
            },
            {
                "objectionToDocs",
                """{"deadline":"2026-12-22T09:30:00+08:00","stage":"prequal"}""",
                "2026-12-20T23:59:59+08:00"
            },
            {
                "objectionReply",
                """{"objectionReceivedAt":"2026-12-10T16:00:00+08:00"}""",
                "2026-12-14T23:59:59+08:00"
            },
            { "candidatesOut", """{"reportReceivedAt":"2026-12-28T17:00:00+08:00"}""", "2026-12-31T23:59:59+08:00" },
            { "publicity", """{"publishedAt":"2026-12-29T09:00:00+08:00"}""", "2027-01-05T00:00:00+08:00" },
            { "contract", """{"awardNoticeAt":"2027-01-11T10:00:00+08:00"}""", "2027-02-14T23:59:59+08:00" },
            {
                "bondRefundWithdraw",
                """{"withdrawalReceivedAt":"2026-12-15T11:00:00+08:00"}""",
                "2026-12-21T23:59:59+08:00"
            },
            {
                "bondRefundContract",
                """{"contractSignedAt":"2027-02-22T10:00:00+08:00"}""",
                "2027-03-01T23:59:59+08:00"
            },
            { "reportToSupervisor", """{"awardDecidedAt":"2027-01-11T10:00:00+08:00"}""", "2027-01-26T23:59:59+08:00" },
            {
                "complaint",
                """{"knewAt":"2027-01-05T10:00:00+08:00","objectionAt":"2027-01-07T10:00:00+08:00","replyAt":"2027-01-10T10:00:00+08:00"}""",
                "2027-01-18T23:59:59+08:00"
            },
            {
                "supervisorAccept",
                """{"complaintReceivedAt":"2027-01-15T10:00:00+08:00"}""",
                "2027-01-20T23:59:59+08:00"
            },
            {
                "supervisorDecide",
                """{"acceptedAt":"2026-03-02T10:00:00+08:00","excludedDays":2}""",
                "2026-04-16T23:59:59+08:00"
            },
        };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Clock_GivesTheDate_TheRuleAndItsArticles(string clock, string inputs, string date)
    {
        var answer = await AskAsync($$"""{"id":"q","clock":"{{clock}}","inputs":{{inputs}}}""");

        Assert.Equal("q", answer.GetProperty("id").GetString());
        var name = answer.TryGetProperty("earliest", out _) ? "earliest" : "latest";
        Assert.Equal(date, answer.GetProperty(name).GetString());
        Assert.StartsWith("R-", answer.GetProperty("rule").GetString(), StringComparison.Ordinal);
        Assert.NotEqual(0, answer.GetProperty("cites").GetArrayLength());
        Assert.False(answer.TryGetProperty("allowed", out _));
    }

    [Theory]
    [InlineData("2026-12-01T23:59:59.999+08:00", false)]
    [InlineData("2026-12-02T00:00:00+08:00", true)]
    [InlineData("2026-12-01T16:00:00Z", true)]
    public async Task Clock_ProposedTime_IsJudgedToTheInstant(string proposed, bool allowed)
    {
        var inputs = $$"""{"planPublishedAt":"2026-11-01T10:00:00+08:00","proposedAt":"{{proposed}}"}""";

        var answer = await AskAsync($$"""{"id":7,"clock":"planToNotice","inputs":{{inputs}}}""");

        Assert.Equal(7, answer.GetProperty("id").GetInt32());
        Assert.Equal(allowed, answer.GetProperty("allowed").GetBoolean());
    }

    [Theory]
    [InlineData("nonsense", "json")]
    [InlineData("[]", "form")]
    [InlineData("""{"id":"x","id":"y","clock":"contract","inputs":{}}""", "json")]
    [InlineData("""{"id":"x","clock":"none","inputs":{}}""", "clock")]
    [InlineData("""{"id":"x","clock":"contract","inputs":{}}""", "missing")]
    [InlineData("""{"id":"x","inputs":{}}""", "missing")]
    [InlineData("""{"id":"x","clock":"contract","inputs":{"awardNoticeAt":"2027-01-11T10:00:00"}}""", "wrong")]
    [InlineData(
        """{"id":"x","clock":"contract","inputs":{"awardNoticeAt":"2027-01-11T10:00:00Z","more":1}}""",
        "unknown"
    )]
    [InlineData(
        """{"id":"x","clock":"contract","inputs":{"awardNoticeAt":"2027-01-11T10:00:00Z"},"more":1}""",
        "unknown"
    )]
    [InlineData(
        """{"id":"x","clock":"amendToDeadline","inputs":{"amendedAt":"2026-12-22T09:30:00+08:00","oldDeadline":"2026-12-22T09:30:00+08:00","affectsBids":true}}""",
        "amended-late"
    )]
    public async Task WrongLine_IsAnsweredInItsPlace_AndTheOthersGoOn(string line, string code)
    {
        using var terminal = new Terminal();
        const string Good = """{"id":"g","clock":"contract","inputs":{"awardNoticeAt":"2027-01-11T10:00:00+08:00"}}""";
        await File.WriteAllTextAsync(terminal["q.jsonl"], $"{line}\n\n{Good}\n");

        var run = await terminal.TenderAsync("clock --jsonl @q.jsonl");

        Assert.Equal(ExitCode.Unreadable, run.Code);
        var lines = run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.Equal(
            code,
            JsonDocument.Parse(lines[0]).RootElement.GetProperty("error").GetProperty("code").GetString()
        );
        Assert.Equal("g", JsonDocument.Parse(lines[1]).RootElement.GetProperty("id").GetString());
    }

    [Fact]
    public async Task CalendarThatIsNone_IsRefusedBeforeAnyLine()
    {
        using var terminal = new Terminal();
        await File.WriteAllTextAsync(terminal["q.jsonl"], "{}");

        var run = await terminal.TenderAsync("clock --jsonl @q.jsonl --calendar @q.jsonl");

        Assert.Equal(ExitCode.Unreadable, run.Code);
        Assert.Empty(run.Out);
    }

    [Fact]
    public async Task BytesThatAreNoText_AreAWrongLine_AndAFolderIsNamed()
    {
        using var terminal = new Terminal();
        await File.WriteAllBytesAsync(terminal["q.jsonl"], [0xFF, 0xFE, 0x80, 0x0A]);
        Directory.CreateDirectory(terminal["folder"]);

        var wrong = await terminal.TenderAsync("clock --jsonl @q.jsonl");
        var folder = await terminal.TenderAsync("clock --jsonl @folder");

        Assert.Equal((ExitCode.Unreadable, ExitCode.Files), (wrong.Code, folder.Code));
        Assert.Contains("\"code\":\"json\"", wrong.Out, StringComparison.Ordinal);
        Assert.Contains("folder", folder.Error, StringComparison.Ordinal);
    }

    private static async Task<JsonElement> AskAsync(string line)
    {
        using var terminal = new Terminal();
        await File.WriteAllTextAsync(terminal["q.jsonl"], line);
        var run = await terminal.TenderAsync(
            $"clock --jsonl @q.jsonl --calendar {OwnVectors.Path("calendar-2027.json")}"
        );
        Assert.Equal(ExitCode.Good, run.Code);
        return JsonDocument.Parse(run.Out).RootElement.Clone();
    }
}
