namespace Tender.Rules;

/// <summary>
/// Counts days of the law. With real days all arithmetic is done on dates of UTC+8; with sandbox days a day number is
/// <c>floor((t - start of the tender's first day) / day length)</c> and everything else is the same code.
/// </summary>
public sealed class StatutoryCalendar
{
    private static readonly TimeSpan Zone = TimeSpan.FromHours(8);
    private readonly TimeSpan dayLength;

    /// <summary>A calendar.</summary>
    /// <param name="dayLength">Length of one statutory day; 24 hours outside of sandboxes.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not positive.</exception>
    public StatutoryCalendar(TimeSpan dayLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(dayLength, TimeSpan.Zero);
        this.dayLength = dayLength;
    }

    /// <summary>Whether days last 24 hours.</summary>
    public bool IsReal => dayLength == TimeSpan.FromDays(1);

    /// <summary>The earliest instant that is at least <paramref name="days"/> days after an issue.</summary>
    /// <param name="issued">When it was issued; in a sandbox the start of the tender's first day.</param>
    /// <param name="days">N.</param>
    /// <param name="mode">How to count.</param>
    /// <returns>UTC. Holidays never shorten a minimum period.</returns>
    public DateTimeOffset Earliest(DateTimeOffset issued, int days, CountMode mode)
    {
        var dayOf = mode == CountMode.FullDays ? days + 1 : days;
        if (!IsReal)
        {
            return issued + dayOf * dayLength;
        }

        var local = issued.ToOffset(Zone);
        return new DateTimeOffset(local.Date, Zone).AddDays(dayOf).ToUniversalTime();
    }
}
