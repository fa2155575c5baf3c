using Xunit;

namespace Tender.Rules.Tests;

public sealed class NoticeRulesTests
{
    private static readonly DateTimeOffset Issued = new(2026, 12, 1, 1, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Earliest = new(2026, 12, 21, 16, 0, 0, TimeSpan.Zero);
    private readonly NoticeRules rules = new(RulePack.Default, TimeSpan.FromDays(1), 10);

    private static NoticeFacts Complete =>
        new()
        {
            Title = "t",
            Tenderee = "t",
            Place = "p",
            Scope = "s",
            Qualification = "q",
            PeriodDays = 240,
            Contact = "c",
            Deadline = Earliest,
            Documents = 1,
        };

    [Fact]
    public void Check_Complete_HasNoFinding() => Assert.Empty(rules.Check(Complete, Issued));

    [Theory]
    [InlineData(-10, "R-029")]
    [InlineData(0, null)]
    [InlineData(10, null)]
    public void Check_DeadlineAtTheEdge_IsDecidedToTheInstant(int seconds, string? rule)
    {
        var findings = rules.Check(Complete with { Deadline = Earliest.AddSeconds(seconds) }, Issued);

        Assert.Equal(rule is null ? [] : [rule], findings.Select(f => f.RuleId));
    }

    [Fact]
    public void Check_TooEarly_NamesTheEarliestDeadline()
    {
        var finding = Assert.Single(rules.Check(Complete with { Deadline = Earliest.AddDays(-1) }, Issued));

        Assert.Equal([20, Earliest], finding.Arguments);
        Assert.Equal(Severity.Block, finding.Severity);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5_000)]
    [InlineData(9_999)]
    public void Check_DeadlineOffTheWindowGrid_IsRefused(int milliseconds)
    {
        var findings = rules.Check(Complete with { Deadline = Earliest.AddMilliseconds(milliseconds) }, Issued);

        Assert.Equal(NoticeRules.OffGrid, Assert.Single(findings).RuleId);
    }

    [Fact]
    public void EarliestDeadline_InSandbox_LiesOnTheGrid()
    {
        var sandbox = new NoticeRules(RulePack.Default, TimeSpan.FromSeconds(1), 10);

        var earliest = sandbox.EarliestDeadline(Issued.AddMilliseconds(1));

        Assert.Equal(Issued.AddSeconds(30), earliest);
        Assert.Empty(sandbox.Check(Complete with { Deadline = earliest }, Issued.AddMilliseconds(1)));
    }

    [Theory]
    [InlineData(nameof(NoticeFacts.Title))]
    [InlineData(nameof(NoticeFacts.Tenderee))]
    [InlineData(nameof(NoticeFacts.Place))]
    [InlineData(nameof(NoticeFacts.Scope))]
    [InlineData(nameof(NoticeFacts.Qualification))]
    [InlineData(nameof(NoticeFacts.PeriodDays))]
    [InlineData(nameof(NoticeFacts.Contact))]
    [InlineData(nameof(NoticeFacts.Deadline))]
    public void Check_FieldMissing_NamesIt(string field)
    {
        var property = typeof(NoticeFacts).GetProperty(field)!;
        var notice = Complete with { };
        property.SetValue(notice, property.PropertyType == typeof(string) ? "" : null);

        var finding = Assert.Single(rules.Check(notice, Issued));

        Assert.Equal("R-024", finding.RuleId);
        Assert.Equal(field, finding.Field);
    }

    [Fact]
    public void Check_NoDocuments_IsRefused() =>
        Assert.Equal("R-042", Assert.Single(rules.Check(Complete with { Documents = 0 }, Issued)).RuleId);

    [Fact]
    public void RulePack_EveryRuleOfTheNotice_HasItsArticles()
    {
        foreach (var id in (string[])["R-024", "R-029", "R-042", "R-062", "R-082"])
        {
            Assert.NotEmpty(RulePack.Default.Find(id)!.Citation);
        }
    }
}
