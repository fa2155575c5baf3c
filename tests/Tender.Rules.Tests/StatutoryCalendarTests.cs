using Xunit;

namespace Tender.Rules.Tests;

public sealed class StatutoryCalendarTests
{
    private static readonly StatutoryCalendar Real = new(TimeSpan.FromDays(1));

    [Theory]
    [InlineData("2026-12-01T09:00:00+08:00", "2026-12-22T00:00:00+08:00")]
    [InlineData("2026-12-01T00:00:00+08:00", "2026-12-22T00:00:00+08:00")]
    [InlineData("2026-12-01T23:59:59.999+08:00", "2026-12-22T00:00:00+08:00")]
    [InlineData("2026-12-02T00:00:00+08:00", "2026-12-23T00:00:00+08:00")]
    // The date is the one in Beijing, not the one in UTC.
    [InlineData("2026-12-01T16:00:00Z", "2026-12-23T00:00:00+08:00")]
    [InlineData("2026-12-01T15:59:59Z", "2026-12-22T00:00:00+08:00")]
    // Over a month end and a leap day.
    [InlineData("2028-02-15T10:00:00+08:00", "2028-03-07T00:00:00+08:00")]
    public void Earliest_FullDays_IsMidnightAfterTheLastDay(string issued, string earliest)
    {
        Assert.Equal(
            DateTimeOffset.Parse(earliest, null).UtcDateTime,
            Real.Earliest(DateTimeOffset.Parse(issued, null), 20, CountMode.FullDays).UtcDateTime
        );
    }

    [Fact]
    public void Earliest_InclusiveEnd_IsMidnightOfTheLastDay()
    {
        var issued = new DateTimeOffset(2026, 12, 1, 9, 0, 0, TimeSpan.FromHours(8));

        var earliest = Real.Earliest(issued, 20, CountMode.InclusiveEnd);

        Assert.Equal(new DateTimeOffset(2026, 12, 21, 0, 0, 0, TimeSpan.FromHours(8)), earliest);
    }

    [Theory]
    [InlineData(CountMode.FullDays, 210)]
    [InlineData(CountMode.InclusiveEnd, 200)]
    public void Earliest_SandboxDays_CountFromTheIssue(CountMode mode, int seconds)
    {
        var issued = new DateTimeOffset(2026, 12, 1, 9, 0, 3, TimeSpan.Zero);

        var earliest = new StatutoryCalendar(TimeSpan.FromSeconds(10)).Earliest(issued, 20, mode);

        Assert.Equal(issued.AddSeconds(seconds), earliest);
    }

    [Fact]
    public void Calendar_DayWithoutLength_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new StatutoryCalendar(TimeSpan.Zero));
}
