using Xunit;

namespace Tender.Rules.Tests;

public sealed class NoticeRulesTests
{
    private static readonly DateTimeOffset Issued = new(2026, 12, 1, 1, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Earliest = new(2026, 12, 21, 16, 0, 0, TimeSpan.Zero);
    private readonly NoticeRules rules = new(RulePack.Default, TimeSpan.FromDays(1), 10);

    private static readonly HashSet<string> Sections =
    [
        "substantiveRequirements",
        "evaluationCriteria",
        "contractTerms",
        "openingMethod",
        "remedyPlan",
        "openingRecordItems",
        "custodians",
    ];

    private static NoticeFacts Complete =>
        new()
        {
            Title = "t",
            Tenderee = "t",
            TendereeAddress = "a",
            Place = "p",
            Nature = "n",
            Scale = "s",
            FundSource = "f",
            Consortium = false,
            ValidityDays = 90,
            Mandatory = true,
            StateFunded = false,
            Clauses = Sections,
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

    [Theory]
    [InlineData(-1, "R-010")]
    [InlineData(0, null)]
    [InlineData(1, null)]
    public void Check_AroundTheThirtiethDayOfThePlan_IsDecidedToTheMillisecond(int milliseconds, string? rule)
    {
        // Plan 2026-11-01 10:00 in Beijing: notice from 2026-12-02 00:00, and 2026-12-01 23:59:59.999 is refused.
        var plan = new DateTimeOffset(2026, 11, 1, 2, 0, 0, TimeSpan.Zero);
        var now = new DateTimeOffset(2026, 12, 1, 16, 0, 0, TimeSpan.Zero).AddMilliseconds(milliseconds);
        var notice = Complete with
        {
            StateFunded = true,
            Deadline = rules.EarliestDeadline(now),
            Plan = new PlanStanding(plan, null, IsCancelled: false),
        };

        Assert.Equal(rule is null ? [] : [rule], rules.Check(notice, now).Select(f => f.RuleId));
    }

    [Theory]
    [InlineData("urgent", false, null)]
    [InlineData("  ", false, "R-010")]
    [InlineData("urgent", true, "R-010")]
    public void Check_Exemption_CountsWithAReasonOnly(string reason, bool cancelled, string? rule)
    {
        var notice = Complete with
        {
            StateFunded = true,
            Plan = new PlanStanding(Issued.AddDays(-1), new PlanWaiver(Issued.AddHours(-1), reason), cancelled),
        };

        Assert.Equal(rule is null ? [] : [rule], rules.Check(notice, Issued).Select(f => f.RuleId));
    }

    [Theory]
    [InlineData(-1, "R-027")]
    [InlineData(0, null)]
    [InlineData(1, null)]
    public void Check_IssueOfDocumentsAtTheEdge_IsDecidedToTheSecond(int seconds, string? rule)
    {
        // Issued 2026-12-01: the issue may end from 2026-12-07 00:00 in Beijing.
        var end = new DateTimeOffset(2026, 12, 6, 16, 0, 0, TimeSpan.Zero).AddSeconds(seconds);

        var findings = rules.Check(Complete with { IssueEnd = end }, Issued);

        Assert.Equal(rule is null ? [] : [rule], findings.Select(f => f.RuleId));
    }

    [Theory]
    [InlineData(-1, "R-028")]
    [InlineData(0, null)]
    public void Check_ApplicationsAtTheEdge_AreDecidedToTheSecond(int seconds, string? rule)
    {
        // Issue ends 2026-12-07 00:00: applications due from 2026-12-13 00:00 in Beijing.
        var notice = Complete with
        {
            IssueEnd = new DateTimeOffset(2026, 12, 6, 16, 0, 0, TimeSpan.Zero),
            Procedure = new TenderProcedure
            {
                IsPrequalified = true,
                ApplyUntil = new DateTimeOffset(2026, 12, 12, 16, 0, 0, TimeSpan.Zero).AddSeconds(seconds),
            },
        };

        Assert.Equal(rule is null ? [] : [rule], rules.Check(notice, Issued).Select(f => f.RuleId));
    }

    [Theory]
    [InlineData(false, 2, "", "R-008")]
    [InlineData(false, 3, "", null)]
    [InlineData(true, 3, "", "R-007")]
    [InlineData(true, 3, "approved", null)]
    public void Check_InvitedTender_NeedsThreeAndAnApproval(
        bool stateFunded,
        int invitees,
        string approval,
        string? rule
    )
    {
        var notice = Complete with
        {
            StateFunded = stateFunded,
            Plan = new PlanStanding(Issued.AddDays(-60), null, IsCancelled: false),
            Procedure = new TenderProcedure
            {
                IsInvited = true,
                Invitees = invitees,
                InvitedApproval = approval,
            },
        };

        Assert.Equal(rule is null ? [] : [rule], rules.Check(notice, Issued).Select(f => f.RuleId));
    }

    [Theory]
    [InlineData("remedyPlan", "R-042")]
    [InlineData("custodians", "R-133")]
    public void Check_SectionOfTheDocumentsMissing_IsRefused(string section, string rule)
    {
        var notice = Complete with { Clauses = Sections.Except([section]).ToHashSet() };

        Assert.Equal(rule, Assert.Single(rules.Check(notice, Issued)).RuleId);
    }

    [Fact]
    public void Check_Voluntary_NeedsNoTwentyDays() =>
        Assert.Empty(rules.Check(Complete with { Mandatory = false, Deadline = Issued.AddDays(10) }, Issued));

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
