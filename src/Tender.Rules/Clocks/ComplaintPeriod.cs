namespace Tender.Rules;

/// <summary>
/// Until when a complaint may be made: ten days after the complainant knew or should have known. Where an objection must come first,
/// the days from the objection to its answer do not count (Implementing Regulation 60).
/// </summary>
public static class ComplaintPeriod
{
    /// <summary>Name of the clock.</summary>
    public const string Clock = "complaint";

    /// <summary>The end of the period.</summary>
    /// <param name="clocks">The law.</param>
    /// <param name="knew">When the complainant knew.</param>
    /// <param name="objected">When the objection was made, if one was made.</param>
    /// <param name="replied">When it was answered; null while it is open.</param>
    /// <exception cref="ArgumentOutOfRangeException">The answer is older than the objection, or there is an answer without one.</exception>
    public static ClockBound Bound(
        StatutoryClocks clocks,
        DateTimeOffset knew,
        DateTimeOffset? objected,
        DateTimeOffset? replied
    )
    {
        ArgumentNullException.ThrowIfNull(clocks);
        if (replied < objected || (replied is not null && objected is null))
        {
            throw new ArgumentOutOfRangeException(nameof(replied));
        }

        var bound = clocks.Of(Clock, knew);
        if (objected is null || objected >= bound.Before)
        {
            // An objection after the end does not open the period again.
            return bound;
        }

        if (replied is null)
        {
            return bound with { Before = null, Suspended = true };
        }

        var days = clocks.Days;
        var from = Math.Max(days.DayOf(objected.Value), days.DayOf(knew));
        var excluded = Math.Max(0, days.DayOf(replied.Value) - from);
        return clocks.Of(Clock, knew, checked((int)excluded));
    }
}
