namespace Tender.Rules;

/// <summary>Real days: dates of Asia/Shanghai (UTC+8 without summer time since 1991), rest days of a <see cref="RestCalendar"/>.</summary>
/// <param name="calendar">Holidays and make-up working days.</param>
public sealed class CalendarDays(RestCalendar calendar) : DayScale
{
    /// <summary>Offset of Asia/Shanghai.</summary>
    public static readonly TimeSpan Zone = TimeSpan.FromHours(8);

    /// <inheritdoc/>
    public override string Version => calendar.Version;

    /// <inheritdoc/>
    public override long DayOf(DateTimeOffset instant) =>
        DateOnly.FromDateTime(instant.ToOffset(Zone).DateTime).DayNumber;

    /// <inheritdoc/>
    public override DateTimeOffset StartOf(long day) =>
        new DateTimeOffset(Date(day).ToDateTime(TimeOnly.MinValue), Zone).ToUniversalTime();

    /// <inheritdoc/>
    public override bool IsRest(long day) => calendar.IsRest(Date(day));

    /// <inheritdoc/>
    public override bool IsProvisional(long day) => !calendar.Covers(Date(day).Year);

    private static DateOnly Date(long day) => DateOnly.FromDayNumber(checked((int)day));
}
