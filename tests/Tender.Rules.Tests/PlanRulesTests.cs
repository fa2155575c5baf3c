using Xunit;

namespace Tender.Rules.Tests;

public sealed class PlanRulesTests
{
    private readonly PlanRules rules = new(RulePack.Default, TimeSpan.FromDays(1));

    private static PlanFacts Complete =>
        new()
        {
            ProjectName = "n",
            InvestmentProjectCode = "i",
            ApprovalDocument = "a",
            Tenderee = "t",
            Location = "l",
            ContentAndScale = "c",
            FundSource = "f",
            EstimateFen = 100_00,
            PlannedNoticeMonth = new DateOnly(2026, 12, 1),
            Method = "open",
            TradingPlace = "p",
            Supervisor = "s",
            Contact = "c",
            Disclaimer = "d",
        };

    [Fact]
    public void Check_Complete_HasNoFinding() => Assert.Empty(rules.Check(Complete));

    [Fact]
    public void Check_Empty_NamesAllFourteenFields()
    {
        var empty = new PlanFacts
        {
            ProjectName = "",
            InvestmentProjectCode = "",
            ApprovalDocument = "",
            Tenderee = "",
            Location = "",
            ContentAndScale = "",
            FundSource = "",
            EstimateFen = null,
            PlannedNoticeMonth = null,
            Method = "",
            TradingPlace = "",
            Supervisor = "",
            Contact = "",
            Disclaimer = "",
        };

        var findings = rules.Check(empty);

        Assert.Equal(14, findings.Count);
        Assert.All(findings, f => Assert.Equal("R-011", f.RuleId));
        Assert.Equal(14, findings.Select(f => f.Field).Distinct().Count());
    }

    [Theory]
    [InlineData(120_00, false)]
    [InlineData(120_01, true)]
    [InlineData(1, false)]
    public void Restarts_EstimateAtTheEdge_IsDecidedToTheFen(long estimate, bool restarts) =>
        Assert.Equal(restarts, rules.Restarts(Complete, Complete with { EstimateFen = estimate }));

    [Fact]
    public void Restarts_OtherContent_IsTrue() =>
        Assert.True(rules.Restarts(Complete, Complete with { ContentAndScale = "other" }));

    [Fact]
    public void Restarts_OtherContact_IsFalse() =>
        Assert.False(rules.Restarts(Complete, Complete with { Contact = "other" }));

    [Fact]
    public void NoticeFrom_OnRealDays_IsTheWorkedExample()
    {
        // Plan 2026-11-01 10:00 in Beijing: notice from 2026-12-02 00:00.
        var bound = rules.NoticeFrom(new DateTimeOffset(2026, 11, 1, 2, 0, 0, TimeSpan.Zero));

        Assert.Equal(new DateTimeOffset(2026, 12, 1, 16, 0, 0, TimeSpan.Zero), bound.Earliest);
        Assert.Equal("R-010", bound.Rule);
    }
}
