using Xunit;
using static Tender.Rules.Tests.Clocks.Law;

namespace Tender.Rules.Tests.Clocks;

public sealed class PauseToDeadlineTests
{
    [Theory]
    // Two days and a bit: three days later by the same time of day, Friday 12-25.
    [InlineData("2026-12-10 10:00", "2026-12-12 10:01", "2026-12-22 09:30", false, "2026-12-25 09:30")]
    // Exactly two days.
    [InlineData("2026-12-10 10:00", "2026-12-12 10:00", "2026-12-22 09:30", false, "2026-12-24 09:30")]
    // Four days end on Saturday 12-26: Monday.
    [InlineData("2026-12-10 10:00", "2026-12-14 10:00", "2026-12-22 09:30", false, "2026-12-28 09:30")]
    // Nothing was lost, nothing moves, also from a rest day.
    [InlineData("2026-12-10 10:00", "2026-12-10 10:00", "2026-12-26 09:30", false, "2026-12-26 09:30")]
    // A reply that may affect bids: 15 whole days after 12-14, then the first day that is no rest day.
    [InlineData("2026-12-10 10:00", "2026-12-14 10:00", "2026-12-22 09:30", true, "2026-12-30 09:30")]
    // Enough is left after the shift alone.
    [InlineData("2026-12-10 10:00", "2026-12-11 10:00", "2027-01-18 09:30", true, "2027-01-19 09:30")]
    public void PauseToDeadline_MovesByThePauseThenByR030(
        string paused,
        string resumed,
        string deadline,
        bool affects,
        string expected
    ) =>
        Assert.Equal(
            At(expected),
            PauseToDeadline.Bound(Statute, At(paused), At(resumed), At(deadline), affects).Earliest
        );

    [Fact]
    public void PauseToDeadline_AnyPause_LeavesAtLeastTheTimeThatWasLeft()
    {
        var deadline = At("2026-12-22 09:30");
        for (var hours = 0; hours < 24 * 40; hours += 5)
        {
            var (paused, resumed) = (At("2026-12-10 15:17"), At("2026-12-10 15:17").AddHours(hours));

            var moved = PauseToDeadline.Bound(Statute, paused, resumed, deadline, hours % 2 == 0).Earliest!.Value;

            Assert.True(moved - resumed >= deadline - paused, $"{hours} h");
            Assert.True(moved >= deadline);
        }
    }

    [Theory]
    [InlineData("2026-12-10 10:00", "2026-12-10 09:59")]
    [InlineData("2026-12-22 09:30", "2026-12-23 09:30")]
    public void PauseToDeadline_Impossible_Throws(string paused, string resumed) =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            PauseToDeadline.Bound(Statute, At(paused), At(resumed), At("2026-12-22 09:30"), false)
        );
}
