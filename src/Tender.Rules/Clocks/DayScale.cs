namespace Tender.Rules;

/// <summary>
/// Maps instants to numbered days of the law and back. Periods are counted in these numbers, so a sandbox with short days runs the same code.
/// </summary>
public abstract class DayScale
{
    /// <summary>Name and version of the calendar behind it, for the explanation of a date.</summary>
    public abstract string Version { get; }

    /// <summary>The day in which an instant lies.</summary>
    public abstract long DayOf(DateTimeOffset instant);

    /// <summary>00:00 of a day, UTC.</summary>
    public abstract DateTimeOffset StartOf(long day);

    /// <summary>Whether nobody needs to act on that day: weekends less make-up working days plus statutory holidays.</summary>
    public abstract bool IsRest(long day);

    /// <summary>Whether the calendar does not reach that day, so that its rest days are not known for certain.</summary>
    public abstract bool IsProvisional(long day);

    /// <summary>The day itself, or the next one that is no rest day.</summary>
    public long WorkingDayFrom(long day)
    {
        while (IsRest(day))
        {
            day++;
        }

        return day;
    }
}
