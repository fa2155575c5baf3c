using System.Globalization;
using Tender.Testing;

namespace Tender.Rules.Tests.Clocks;

/// <summary>The pack in force on a calendar that knows 2026 and 2027.</summary>
internal static class Law
{
    public static readonly RestCalendar Calendar = RestCalendar.Parse(
        File.ReadAllBytes(OwnVectors.Path("calendar-2027.json"))
    );

    public static readonly StatutoryClocks Statute = new(RulePack.Default, new CalendarDays(Calendar));

    /// <summary>An instant of UTC+8, such as <c>2026-12-01 09:30</c>.</summary>
    public static DateTimeOffset At(string local) =>
        new(DateTime.Parse(local, CultureInfo.InvariantCulture), CalendarDays.Zone);

    /// <summary>24:00 of a date.</summary>
    public static DateTimeOffset EndOf(string date) => At(date).AddDays(1);
}
