using Microsoft.Extensions.Localization;

namespace Tender.Site.Shared.Text;

/// <summary>A length of time in its largest whole unit.</summary>
public static class Duration
{
    public static string Text(TimeSpan length, IStringLocalizer<SharedText> texts) =>
        length.TotalDays >= 1 && length.Ticks % TimeSpan.TicksPerDay == 0 ? texts["Duration.Days", length.TotalDays]
        : length.TotalHours >= 1 && length.Ticks % TimeSpan.TicksPerHour == 0
            ? texts["Duration.Hours", length.TotalHours]
        : length.TotalMinutes >= 1 && length.Ticks % TimeSpan.TicksPerMinute == 0
            ? texts["Duration.Minutes", length.TotalMinutes]
        : texts["Duration.Seconds", length.TotalSeconds];
}
