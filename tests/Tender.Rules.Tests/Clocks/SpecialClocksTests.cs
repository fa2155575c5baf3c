using Xunit;
using static Tender.Rules.Tests.Clocks.Law;

namespace Tender.Rules.Tests.Clocks;

public sealed class SpecialClocksTests
{
    [Theory]
    [InlineData(null, null, "2026-12-02 00:00")]
    [InlineData("2026-11-10 09:00", "earthquake relief", "2026-11-10 09:00")]
    // An exemption without a reason, and one that comes too late to shorten anything.
    [InlineData("2026-11-10 09:00", "  ", "2026-12-02 00:00")]
    [InlineData("2026-12-05 09:00", "late", "2026-12-02 00:00")]
    // An exemption does not let the notice come before the plan.
    [InlineData("2026-10-20 09:00", "early", "2026-11-01 10:00")]
    public void PlanToNotice_WithExemption(string? published, string? reason, string earliest)
    {
        var waiver = published is null ? null : new PlanWaiver(At(published), reason!);

        Assert.Equal(At(earliest), PlanToNotice.Bound(Statute, At("2026-11-01 10:00"), waiver).Earliest);
    }

    [Theory]
    // Day 15 is 12-25; 12-26 is a Saturday.
    [InlineData("2026-12-10 15:00", "2026-12-22 09:30", true, false, "2026-12-28 09:30")]
    [InlineData("2026-12-10 15:00", "2026-12-22 09:30", false, false, "2026-12-22 09:30")]
    // Late enough already, to the instant.
    [InlineData("2026-12-10 15:00", "2026-12-26 00:00", true, false, "2026-12-26 00:00")]
    [InlineData("2026-12-10 15:00", "2026-12-25 23:59", true, false, "2026-12-28 23:59")]
    // Three days for prequalification: days 12-11..12-13, first possible day Monday 12-14.
    [InlineData("2026-12-10 15:00", "2026-12-12 09:30", true, true, "2026-12-14 09:30")]
    public void AmendToDeadline_MovesOnlyAsFarAsItMust(
        string amended,
        string deadline,
        bool affects,
        bool prequalification,
        string moved
    )
    {
        var bound = AmendToDeadline.Bound(Statute, At(amended), At(deadline), affects, prequalification);

        Assert.Equal(At(moved), bound.Earliest);
        Assert.Equal("R-030", bound.Rule);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void AmendToDeadline_AtTheDeadlineOrAfter_IsNone(int milliseconds)
    {
        var deadline = At("2026-12-22 09:30");

        Assert.Throws<ArgumentOutOfRangeException>(() =>
            AmendToDeadline.Bound(Statute, deadline.AddMilliseconds(milliseconds), deadline, true, false)
        );
    }

    [Theory]
    // Knew 01-05: day 10 is 01-15.
    [InlineData(null, null, "2027-01-15")]
    // Three days do not count: 01-18 is a Monday.
    [InlineData("2027-01-07 10:00", "2027-01-10 17:00", "2027-01-18")]
    [InlineData("2027-01-07 10:00", "2027-01-07 17:00", "2027-01-15")]
    // An objection before the complainant knew counts from that day only.
    [InlineData("2027-01-02 10:00", "2027-01-08 17:00", "2027-01-18")]
    // An objection after the end opens nothing again.
    [InlineData("2027-01-16 00:00", "2027-01-20 17:00", "2027-01-15")]
    public void Complaint_TimeOfTheObjectionDoesNotCount(string? objected, string? replied, string last)
    {
        var bound = ComplaintPeriod.Bound(
            Statute,
            At("2027-01-05 10:00"),
            objected is null ? null : At(objected),
            replied is null ? null : At(replied)
        );

        Assert.Equal(EndOf(last), bound.Before);
        Assert.False(bound.Suspended);
    }

    [Fact]
    public void Complaint_WhileTheObjectionIsOpen_HasNoEnd()
    {
        var bound = ComplaintPeriod.Bound(Statute, At("2027-01-05 10:00"), At("2027-01-07 10:00"), null);

        Assert.True(bound.Suspended);
        Assert.Null(bound.Before);
        Assert.True(bound.Allows(At("2027-06-01 00:00")));
    }

    [Theory]
    [InlineData("2027-01-07 10:00", "2027-01-06 10:00")]
    [InlineData(null, "2027-01-06 10:00")]
    public void Complaint_AnswerWithoutItsObjection_IsRefused(string? objected, string replied) =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            ComplaintPeriod.Bound(Statute, At("2027-01-05 10:00"), objected is null ? null : At(objected), At(replied))
        );

    [Fact]
    public void SupervisorDecides_DaysOfTests_DoNotCount()
    {
        var plain = Statute.Of("complaintDecide", At("2026-03-02 10:00"));
        var longer = Statute.Of("complaintDecide", At("2026-03-02 10:00"), 2);

        // 30 working days from 03-03: 04-06 is a holiday.
        Assert.Equal(EndOf("2026-04-14"), plain.Before);
        Assert.Equal(EndOf("2026-04-16"), longer.Before);
    }
}
