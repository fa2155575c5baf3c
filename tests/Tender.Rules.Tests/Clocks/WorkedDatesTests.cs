using Xunit;
using static Tender.Rules.Tests.Clocks.Law;

namespace Tender.Rules.Tests.Clocks;

/// <summary>Worked dates of every clock, counted by hand.</summary>
public sealed class WorkedDatesTests
{
    [Theory]
    [InlineData("planToNotice", "2026-11-01 10:00", "2026-12-02 00:00", "R-010")]
    [InlineData("docsIssueMin", "2026-12-01 09:00", "2026-12-07 00:00", "R-027")]
    [InlineData("prequalApply", "2026-12-07 00:00", "2026-12-13 00:00", "R-028")]
    [InlineData("docsToDeadline", "2026-12-01 09:00", "2026-12-22 00:00", "R-029")]
    [InlineData("docsToDeadline", "2026-12-01 00:00", "2026-12-22 00:00", "R-029")]
    [InlineData("docsToDeadline", "2026-12-01 23:59:59.999", "2026-12-22 00:00", "R-029")]
    [InlineData("docsToDeadline", "2026-12-02 00:00", "2026-12-23 00:00", "R-029")]
    // Over a leap day.
    [InlineData("docsToDeadline", "2028-02-15 10:00", "2028-03-07 00:00", "R-029")]
    // The third day is New Year, and 2 and 3 January are rest days too: the publicity ends with the 4th.
    [InlineData("publicity", "2026-12-29 09:00", "2027-01-05 00:00", "R-109")]
    // The third day is a make-up working Sunday.
    [InlineData("publicity", "2026-09-17 09:00", "2026-09-21 00:00", "R-109")]
    public void MinimumPeriod_EndsAtMidnight_AndIsKeptFromThatInstant(
        string clock,
        string from,
        string earliest,
        string rule
    )
    {
        var bound = Statute.Of(clock, At(from));

        Assert.Equal(At(earliest), bound.Earliest);
        Assert.Equal(rule, bound.Rule);
        Assert.False(bound.Allows(At(earliest).AddMilliseconds(-1)));
        Assert.True(bound.Allows(At(earliest)));
        Assert.True(bound.Allows(At(earliest).AddYears(1)));
    }

    [Theory]
    [InlineData("objectDocs", "2026-12-22 09:30", "2026-12-12", "R-032")]
    [InlineData("objectPrequal", "2026-12-22 09:30", "2026-12-20", "R-032")]
    [InlineData("objectionReply", "2026-12-10 16:00", "2026-12-14", "R-032")]
    [InlineData("bondRefundWithdraw", "2026-12-15 11:00", "2026-12-21", "R-064")]
    [InlineData("candidatesOut", "2026-12-28 17:00", "2026-12-31", "R-109")]
    // Day 30 is 02-10, inside the Spring Festival; 02-14 is a make-up working Sunday.
    [InlineData("contract", "2027-01-11 10:00", "2027-02-14", "R-120")]
    [InlineData("bondRefundContract", "2027-02-22 10:00", "2027-03-01", "R-122")]
    [InlineData("reportToSupervisor", "2027-01-11 10:00", "2027-01-26", "R-123")]
    [InlineData("complaintAccept", "2027-01-15 10:00", "2027-01-20", "R-128")]
    // 14 and 28 February 2026 are make-up working Saturdays; 15 to 23 February rest.
    [InlineData("complaintAccept", "2026-02-13 10:00", "2026-02-25", "R-128")]
    public void ActWithin_EndsAt24OfTheLastDay(string clock, string from, string lastDate, string rule)
    {
        var bound = Statute.Of(clock, At(from));

        Assert.Equal(EndOf(lastDate), bound.Before);
        Assert.Equal(EndOf(lastDate).AddSeconds(-1), bound.LastSecond);
        Assert.Equal(rule, bound.Rule);
        Assert.True(bound.Allows(EndOf(lastDate).AddMilliseconds(-1)));
        Assert.False(bound.Allows(EndOf(lastDate)));
    }

    [Fact]
    public void Date_BeyondTheCalendar_IsProvisional()
    {
        Assert.True(Statute.Of("objectionReply", At("2028-05-10 10:00")).Provisional);
        Assert.False(Statute.Of("objectionReply", At("2026-05-11 10:00")).Provisional);
        // Minimum periods in full days do not ask for rest days.
        Assert.False(Statute.Of("docsToDeadline", At("2028-05-10 10:00")).Provisional);
    }

    [Fact]
    public void InstantOfAnotherOffset_IsTheDateInShanghai()
    {
        var late = new DateTimeOffset(2026, 12, 1, 16, 0, 0, TimeSpan.Zero);

        Assert.Equal(At("2026-12-23 00:00"), Statute.Of("docsToDeadline", late).Earliest);
        Assert.Equal(At("2026-12-22 00:00"), Statute.Of("docsToDeadline", late.AddTicks(-1)).Earliest);
    }

    [Fact]
    public void Bound_SaysWhy()
    {
        var basis = Statute.Of("docsToDeadline", At("2026-12-01 09:00")).Basis;

        Assert.Equal((20, CountMode.FullDays), (basis.Days, basis.Count));
        Assert.Equal(At("2026-12-21 00:00"), basis.LastDay);
        Assert.Equal(("test-2027.1", "CN-default-2026.1/1"), (basis.Calendar, basis.Pack));
    }
}
