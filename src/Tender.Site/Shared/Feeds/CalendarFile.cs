using System.Text;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace Tender.Site.Shared.Feeds;

/// <summary>Dates for a person's own calendar (RFC 5545). The id of a date stays; its sequence rises with each change.</summary>
public static class CalendarFile
{
    public const string ContentType = "text/calendar; charset=utf-8";

    /// <summary>Writes a file.</summary>
    public static byte[] Write(IEnumerable<CalendarDate> dates)
    {
        ArgumentNullException.ThrowIfNull(dates);
        var calendar = new Calendar { ProductId = "-//Tender//Site//EN", Method = "PUBLISH" };
        foreach (var date in dates)
        {
            calendar.Events.Add(
                new CalendarEvent
                {
                    Uid = date.Uid,
                    Sequence = date.Sequence,
                    Summary = date.Summary,
                    Start = new CalDateTime(date.At.UtcDateTime, "UTC"),
                    DtStamp = new CalDateTime(date.ChangedAt.UtcDateTime, "UTC"),
                    Url = new Uri(date.Address),
                    Status = date.IsCancelled ? EventStatus.Cancelled : EventStatus.Confirmed,
                }
            );
        }

        return Encoding.UTF8.GetBytes(new CalendarSerializer().SerializeToString(calendar) ?? "");
    }
}

/// <summary>A date that people wait for.</summary>
public sealed record CalendarDate(
    string Uid,
    int Sequence,
    string Summary,
    DateTimeOffset At,
    DateTimeOffset ChangedAt,
    string Address
)
{
    public bool IsCancelled { get; init; }
}
