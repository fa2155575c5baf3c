namespace Tender.Rules;

/// <summary>
/// Where the end of a pause puts the deadline: later by at least the time of the pause, at the same time of day, on a day that
/// is no rest day; then as far as R-030 says when an answer may affect how bids are made. Never earlier than before.
/// </summary>
public static class PauseToDeadline
{
    /// <summary>Name of the clock.</summary>
    public const string Clock = "pauseToDeadline";

    /// <summary>The first lawful deadline after a pause.</summary>
    /// <param name="clocks">The law.</param>
    /// <param name="paused">When it began.</param>
    /// <param name="resumed">When it ended.</param>
    /// <param name="oldDeadline">T before it; it cannot pass in between.</param>
    /// <param name="affectsBids">Whether something that was said in it may affect how bids are made.</param>
    /// <exception cref="ArgumentOutOfRangeException">The pause ends before it begins, or began at or after T.</exception>
    public static ClockBound Bound(
        StatutoryClocks clocks,
        DateTimeOffset paused,
        DateTimeOffset resumed,
        DateTimeOffset oldDeadline,
        bool affectsBids
    )
    {
        ArgumentNullException.ThrowIfNull(clocks);
        ArgumentOutOfRangeException.ThrowIfLessThan(resumed, paused);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(paused, oldDeadline);
        var shifted = Shifted(clocks, paused, resumed, oldDeadline);
        if (!affectsBids)
        {
            return shifted;
        }

        var moved = AmendToDeadline.Bound(
            clocks,
            resumed,
            shifted.Earliest!.Value,
            affectsBids: true,
            prequalification: false
        );
        return moved.Earliest > shifted.Earliest ? moved : shifted;
    }

    private static ClockBound Shifted(
        StatutoryClocks clocks,
        DateTimeOffset paused,
        DateTimeOffset resumed,
        DateTimeOffset oldDeadline
    )
    {
        var days = clocks.Days;
        var old = days.DayOf(oldDeadline);
        var timeOfDay = oldDeadline - days.StartOf(old);
        var least = oldDeadline + (resumed - paused);
        var day = days.DayOf(least);
        if (days.StartOf(day) + timeOfDay < least)
        {
            day++;
        }

        // A pause of no length moves nothing, also when T was put on a rest day.
        day = day > old ? days.WorkingDayFrom(day) : day;
        return new ClockBound
        {
            Clock = Clock,
            Rule = "R-032",
            Earliest = (days.StartOf(day) + timeOfDay).ToUniversalTime(),
            Provisional = day > old && days.IsProvisional(day),
            Basis = new ClockBasis(
                paused,
                checked((int)(day - old)),
                CountMode.FullDays,
                days.StartOf(day),
                days.Version,
                clocks.Pack.Name
            ),
        };
    }
}
