using System.Text;
using Xunit;

namespace Tender.Rules.Tests.Clocks;

public sealed class RestCalendarTests
{
    [Theory]
    [InlineData(2026, 1, 1, true)]
    [InlineData(2026, 1, 4, false)]
    [InlineData(2026, 1, 10, true)]
    [InlineData(2026, 1, 12, false)]
    [InlineData(2026, 2, 14, false)]
    [InlineData(2026, 2, 23, true)]
    [InlineData(2026, 10, 7, true)]
    [InlineData(2026, 10, 10, false)]
    // Beyond the years only weekends are known.
    [InlineData(2040, 10, 1, false)]
    [InlineData(2040, 10, 6, true)]
    public void China_KnowsRestDaysAndMakeUpWork(int year, int month, int day, bool rest) =>
        Assert.Equal(rest, RestCalendar.China.IsRest(new DateOnly(year, month, day)));

    [Fact]
    public void China_SaysWhichYearsWereAnnounced()
    {
        Assert.True(RestCalendar.China.Covers(2026));
        Assert.False(RestCalendar.China.Covers(2040));
    }

    [Theory]
    [InlineData("""[]""")]
    [InlineData("""{"version":"x","source":"x"}""")]
    [InlineData("""{"version":"x","source":"x","years":{"2026":{"offDays":[],"workDays":[],"more":1}}}""")]
    [InlineData("""{"version":"x","source":"x","years":{"2026":{"offDays":["2027-01-01"],"workDays":[]}}}""")]
    [InlineData(
        """{"version":"x","source":"x","years":{"2026":{"offDays":["2026-01-01"],"workDays":["2026-01-01"]}}}"""
    )]
    [InlineData("""{"version":"x","source":"x","years":{"2026":{"offDays":["01.01.2026"],"workDays":[]}}}""")]
    [InlineData("""{"version":"x","source":"x","years":{"then":{"offDays":[],"workDays":[]}}}""")]
    public void Parse_WhatIsNoCalendar_IsRefused(string json) =>
        Assert.Throws<RuleDataException>(() => RestCalendar.Parse(Encoding.UTF8.GetBytes(json)));
}
