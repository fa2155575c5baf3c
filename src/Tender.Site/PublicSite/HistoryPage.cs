using Tender.Ledger.Verification;

namespace Tender.Site.PublicSite;

/// <summary>The history of one object, and whether it holds together as it lies in the database now.</summary>
public sealed record HistoryPage(HistoryFile History, bool Holds)
{
    /// <summary>When an act was done.</summary>
    public static DateTimeOffset At(HistoryRow row) =>
        DateTimeOffset.UnixEpoch.AddTicks(row.At * TimeSpan.TicksPerMicrosecond);
}
