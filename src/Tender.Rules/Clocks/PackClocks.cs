namespace Tender.Rules;

/// <summary>The clocks of a pack on real or short days.</summary>
public static class PackClocks
{
    /// <summary>Clocks that begin with an event.</summary>
    /// <param name="pack">The law.</param>
    /// <param name="dayLength">24 hours for real days; anything else is a sandbox.</param>
    /// <param name="start">Start of the sandbox's first day: the event itself.</param>
    public static StatutoryClocks ClocksFor(this RulePack pack, TimeSpan dayLength, DateTimeOffset start) =>
        new(
            pack,
            dayLength == TimeSpan.FromDays(1) ? new CalendarDays(RestCalendar.China) : new SandboxDays(dayLength, start)
        );
}
