using System.Collections.Frozen;
using System.Text.Json;

namespace Tender.Rules;

/// <summary>
/// Rest days as data, year by year as the State Council announces them. JSON:
/// <c>{"version","source","years":{"2026":{"offDays":["2026-01-01",..],"workDays":["2026-01-04",..]}}}</c>.
/// Weekends are rest days unless they are make-up working days; beyond its years only weekends are known.
/// </summary>
public sealed class RestCalendar
{
    private static readonly Lazy<RestCalendar> LazyChina = new(LoadChina);
    private readonly FrozenSet<DateOnly> off;
    private readonly FrozenSet<DateOnly> work;
    private readonly FrozenSet<int> years;

    private RestCalendar(CalendarData data)
    {
        Version = data.Version;
        Source = data.Source;
        years = data.Years.Keys.ToFrozenSet();
        off = data.Years.Values.SelectMany(y => y.OffDays).ToFrozenSet();
        work = data.Years.Values.SelectMany(y => y.WorkDays).ToFrozenSet();
    }

    /// <summary>The calendar of the State Council's announcements that this version knows.</summary>
    public static RestCalendar China => LazyChina.Value;

    /// <summary>Name and version.</summary>
    public string Version { get; }

    /// <summary>Where the days were announced.</summary>
    public string Source { get; }

    /// <summary>Reads a calendar.</summary>
    /// <param name="utf8">JSON, UTF-8.</param>
    /// <exception cref="RuleDataException">It is no calendar: unknown or missing members, dates of another year, a day that is both.</exception>
    public static RestCalendar Parse(ReadOnlySpan<byte> utf8)
    {
        CalendarData data;
        try
        {
            data = JsonSerializer.Deserialize<CalendarData>(utf8, RuleData.Json) ?? throw new JsonException("null");
        }
        catch (JsonException failure)
        {
            throw new RuleDataException($"No calendar: {failure.Path ?? "$"}", failure);
        }

        foreach (var (year, days) in data.Years)
        {
            if (
                days.OffDays.Concat(days.WorkDays).Any(d => d.Year != year)
                || days.OffDays.Intersect(days.WorkDays).Any()
            )
            {
                throw new RuleDataException(
                    $"No calendar: years.{year} holds a day of another year, or one day twice."
                );
            }
        }

        return new RestCalendar(data);
    }

    /// <summary>Whether the year was announced.</summary>
    public bool Covers(int year) => years.Contains(year);

    /// <summary>Whether nobody needs to act on that date.</summary>
    public bool IsRest(DateOnly date) =>
        off.Contains(date) || (date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday && !work.Contains(date));

    private static RestCalendar LoadChina() => Parse(RuleData.Read("Calendars.CN.json"));

    private sealed record CalendarData(string Version, string Source, IReadOnlyDictionary<int, YearData> Years);

    private sealed record YearData(IReadOnlyList<DateOnly> OffDays, IReadOnlyList<DateOnly> WorkDays);
}
