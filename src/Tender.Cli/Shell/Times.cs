using System.Globalization;

namespace Tender.Cli;

/// <summary>Instants for people: Beijing time to the millisecond, with its offset, because deadlines are in it.</summary>
internal static class Times
{
    public static string Local(DateTimeOffset at) =>
        at.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm:ss.fff zzz", CultureInfo.InvariantCulture);
}
