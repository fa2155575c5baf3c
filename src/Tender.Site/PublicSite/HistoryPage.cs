using Tender.Ledger.Verification;

namespace Tender.Site.PublicSite;

/// <summary>The history of one object, and whether it holds together as it lies in the database now.</summary>
/// <param name="Kind"><c>plans</c> or <c>tenders</c>, as in the address.</param>
/// <param name="History">The acts.</param>
/// <param name="Holds">What the verifier says of them.</param>
public sealed record HistoryPage(string Kind, HistoryFile History, bool Holds)
{
    /// <summary>When an act was done.</summary>
    public static DateTimeOffset At(HistoryRow row) =>
        DateTimeOffset.UnixEpoch.AddTicks(row.At * TimeSpan.TicksPerMicrosecond);
}
