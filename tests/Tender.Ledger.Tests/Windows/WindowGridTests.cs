using Tender.Ledger.Windows;
using Xunit;

namespace Tender.Ledger.Tests.Windows;

public sealed class WindowGridTests
{
    private static readonly WindowGrid Grid = new(1_795_000_000, 10, 5);
    private static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeSeconds(1_795_000_000);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(9999, 0)]
    [InlineData(10000, 1)]
    [InlineData(10001, 1)]
    public void WindowOf_Instant_IsTheOneThatHoldsIt(int milliseconds, ulong window) =>
        Assert.Equal(window, Grid.WindowOf(Start.AddMilliseconds(milliseconds)));

    [Fact]
    public void WindowOf_BeforeTheFirst_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Grid.WindowOf(Start.AddSeconds(-1)));

    [Theory]
    [InlineData(0, false)]
    [InlineData(9_000, false)]
    [InlineData(10_000, true)]
    [InlineData(10_001, false)]
    [InlineData(20_000, true)]
    [InlineData(-10_000, false)]
    public void IsOnGrid_Deadline_OnlyOnBordersAfterTheStart(int milliseconds, bool expected) =>
        Assert.Equal(expected, Grid.IsOnGrid(Start.AddMilliseconds(milliseconds)));

    [Fact]
    public void LastBefore_Deadline_IsTheWindowThatEndsThere()
    {
        Assert.Equal(0ul, Grid.LastBefore(Grid.Epoch0 + 10));
        Assert.Equal(1ul, Grid.LastBefore(Grid.Epoch0 + 20));
        Assert.Equal(Grid.Epoch0 + 20, Grid.EndOf(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Grid.LastBefore(Grid.Epoch0 + 11));
    }

    [Theory]
    [InlineData(-5000, 10)]
    [InlineData(0, 10)]
    [InlineData(1, 10)]
    [InlineData(10_000, 10)]
    [InlineData(10_001, 20)]
    public void NextBorder_Instant_IsTheFirstPossibleDeadline(int milliseconds, int seconds) =>
        Assert.Equal(Start.AddSeconds(seconds), Grid.NextBorder(Start.AddMilliseconds(milliseconds)));

    [Fact]
    public void IsLate_AnchoredBeyondTheLag_IsLate()
    {
        Assert.False(Grid.IsLate(0, Grid.EndOf(0) + 5));
        Assert.True(Grid.IsLate(0, Grid.EndOf(0) + 6));
    }

    [Fact]
    public void DayOf_Window_IsTheDayOfItsStart()
    {
        var midnight = new DateTimeOffset(2026, 11, 25, 0, 0, 0, TimeSpan.Zero);
        var first = Grid.WindowOf(midnight);
        Assert.Equal(new DateOnly(2026, 11, 25), Grid.DayOf(first));
        Assert.Equal(new DateOnly(2026, 11, 24), Grid.DayOf(first - 1));
    }
}
