namespace Tender.Rules;

/// <summary>The clocks of a rule pack on a scale of days. Pure: no clock is read here.</summary>
/// <param name="pack">The law that the tender keeps for life.</param>
/// <param name="days">Real days, or the short ones of a sandbox.</param>
public sealed class StatutoryClocks(RulePack pack, DayScale days)
{
    /// <summary>The law.</summary>
    public RulePack Pack => pack;

    /// <summary>The scale of days.</summary>
    public DayScale Days => days;

    /// <summary>The edge of a period that needs nothing but its start.</summary>
    /// <param name="clock">Name in the pack.</param>
    /// <param name="from">What starts it.</param>
    /// <exception cref="KeyNotFoundException">The pack has none of that name.</exception>
    public ClockBound Of(string clock, DateTimeOffset from) => Of(clock, from, 0);

    /// <summary>The edge of a period in which some days do not count.</summary>
    /// <param name="clock">Name in the pack.</param>
    /// <param name="from">What starts it.</param>
    /// <param name="excluded">Days that are added to its length, 0 or more.</param>
    /// <exception cref="KeyNotFoundException">The pack has none of that name.</exception>
    public ClockBound Of(string clock, DateTimeOffset from, int excluded)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(excluded);
        var period = pack.Clock(clock);
        var length = Math.Abs(period.Days) + excluded;
        var last = LastDay(period.Count, days.DayOf(from), length);
        // A minimum period that may end on its last day is over when that day begins.
        var edge = days.StartOf(period.Count == CountMode.InclusiveEnd ? last : last + 1);
        var ends = period.Count is CountMode.ActBy or CountMode.Backward or CountMode.WorkingDays;
        return new ClockBound
        {
            Clock = clock,
            Rule = period.Rule,
            Earliest = ends ? null : edge,
            Before = ends ? edge : null,
            Provisional = UsesRestDays(period.Count) && days.IsProvisional(last),
            Basis = new ClockBasis(from, length, period.Count, days.StartOf(last), days.Version, pack.Name),
        };
    }

    private long LastDay(CountMode count, long first, int length) =>
        count switch
        {
            CountMode.FullDays or CountMode.InclusiveEnd => first + length,
            CountMode.FullDaysRest or CountMode.ActBy => days.WorkingDayFrom(first + length),
            CountMode.Backward => first - length,
            CountMode.WorkingDays => WorkingDay(first, length),
            _ => throw new ArgumentOutOfRangeException(nameof(count), count, null),
        };

    private long WorkingDay(long day, int length)
    {
        for (var counted = 0; counted < length; counted++)
        {
            day = days.WorkingDayFrom(day + 1);
        }

        return day;
    }

    private static bool UsesRestDays(CountMode count) =>
        count is CountMode.FullDaysRest or CountMode.ActBy or CountMode.WorkingDays;
}
