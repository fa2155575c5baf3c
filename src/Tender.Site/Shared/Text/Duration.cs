using Microsoft.Extensions.Localization;

namespace Tender.Site.Shared.Text;

/// <summary>A length of time in its largest whole unit.</summary>
public static class Duration
{
    public static string Text(TimeSpan length, IStringLocalizer<SharedText> texts) =>
        length.TotalDays >= 1 && length.Ticks % TimeSpan.TicksPerDay == 0 ? Counted(texts, "Days", length.TotalDays)
        : length.TotalHours >= 1 && length.Ticks % TimeSpan.TicksPerHour == 0
            ? Counted(texts, "Hours", length.TotalHours)
        : length.TotalMinutes >= 1 && length.Ticks % TimeSpan.TicksPerMinute == 0
            ? Counted(texts, "Minutes", length.TotalMinutes)
        : Counted(texts, "Seconds", length.TotalSeconds);

    /// <summary>English says "1 day".</summary>
    private static string Counted(IStringLocalizer<SharedText> texts, string unit, double count) =>
        texts[$"Duration.{unit}" + (count is 1 ? ".One" : ""), count];
}
