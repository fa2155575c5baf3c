namespace Tender.Rules;

/// <summary>
/// Where an amendment moves the deadline: 15 full days for bids, 3 for prequalification, never earlier than before. A moved deadline
/// keeps its time of day and falls on the first day that is no rest day.
/// </summary>
public static class AmendToDeadline
{
    /// <summary>The first lawful deadline after an amendment.</summary>
    /// <param name="clocks">The law.</param>
    /// <param name="amended">When the amendment was issued.</param>
    /// <param name="oldDeadline">T before it.</param>
    /// <param name="affectsBids">Whether it may affect how bids are made; another one moves nothing.</param>
    /// <param name="prequalification">Whether T is the one for applications.</param>
    /// <exception cref="ArgumentOutOfRangeException">The amendment came at or after the old deadline: nothing can be amended any more.</exception>
    public static ClockBound Bound(
        StatutoryClocks clocks,
        DateTimeOffset amended,
        DateTimeOffset oldDeadline,
        bool affectsBids,
        bool prequalification
    )
    {
        ArgumentNullException.ThrowIfNull(clocks);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(amended, oldDeadline);
        var bound = clocks.Of(prequalification ? "amendToPrequal" : "amendToDeadline", amended);
        return affectsBids && oldDeadline < bound.Earliest
            ? Moved(clocks.Days, bound, oldDeadline)
            : bound with
            {
                Earliest = oldDeadline.ToUniversalTime(),
            };
    }

    private static ClockBound Moved(DayScale days, ClockBound bound, DateTimeOffset oldDeadline)
    {
        var timeOfDay = oldDeadline - days.StartOf(days.DayOf(oldDeadline));
        var day = days.WorkingDayFrom(days.DayOf(bound.Earliest!.Value));
        return bound with
        {
            Earliest = (days.StartOf(day) + timeOfDay).ToUniversalTime(),
            Provisional = days.IsProvisional(day),
        };
    }
}
