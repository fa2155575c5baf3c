using System.Globalization;
using Microsoft.Extensions.Localization;

namespace Tender.Site.Shared.Text;

/// <summary>Instants as people read them: date, weekday, time with seconds, zone. UTC inside, UTC+8 without daylight saving outside.</summary>
public static class BeijingTime
{
    public static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    public static DateTimeOffset In(DateTimeOffset instant) => instant.ToOffset(Offset);

    /// <summary>Date, weekday, time, zone.</summary>
    public static string Full(DateTimeOffset instant, IStringLocalizer<SharedText> texts) =>
        Format(instant, texts["Time.Full"]);

    /// <summary>Date and time without the zone, for tables whose head names it.</summary>
    public static string Short(DateTimeOffset instant, IStringLocalizer<SharedText> texts) =>
        Format(instant, texts["Time.Short"]);

    /// <summary>Date.</summary>
    public static string Date(DateTimeOffset instant, IStringLocalizer<SharedText> texts) =>
        Format(instant, texts["Time.Date"]);

    /// <summary>Value of <c>datetime</c>, UTC with milliseconds.</summary>
    public static string Machine(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string Format(DateTimeOffset instant, string pattern) =>
        In(instant).ToString(pattern, CultureInfo.CurrentCulture);
}
