using Tender.Ledger.Contracts;
using Tender.Ledger.Windows;

namespace Tender.Vault.Anchoring;

/// <summary>
/// When windows go to the chain (Ledger 5): a function of the clock and of public facts only, so that the schedule tells nothing about bids.
/// </summary>
internal static class AnchorSchedule
{
    /// <summary>How many of the pending windows, from the first on, go into one transaction now; 0: wait for more.</summary>
    /// <param name="first">First window that was not handed over.</param>
    /// <param name="last">Last window that is cut.</param>
    /// <param name="grid">Where windows lie.</param>
    /// <param name="batch">The public settings.</param>
    /// <param name="facts">Deadlines that everybody knows, and whether an opening is under way.</param>
    internal static int Next(long first, long last, WindowGrid grid, LedgerBatch batch, PublicFacts facts)
    {
        // Late windows go together, but only whole batches: how late the vault is must not show in what it sends.
        var isLate = last - first >= batch.WindowsPerTransaction;
        var end = Math.Min(last, first + AnchorLogClient.MaximumWindows - 1);
        var count = 0;
        for (var n = first; n <= end && (isLate || count == 0); n++)
        {
            if (IsBorder(n, batch) || IsCalm(grid.End((ulong)n), batch, facts))
            {
                count = (int)(n - first + 1);
            }
        }

        return count;
    }

    // Borders lie in the numbers of the windows, not in the moments of restarts.
    private static bool IsBorder(long window, LedgerBatch batch) => (window + 1) % batch.WindowsPerTransaction == 0;

    private static bool IsCalm(DateTimeOffset end, LedgerBatch batch, PublicFacts facts) =>
        facts.OpeningUnderWay
        || facts.Deadlines.Any(d => end <= d && end >= d - TimeSpan.FromSeconds(batch.CalmSeconds));
}

/// <summary>What everybody knows of the sections in this vault.</summary>
/// <param name="Deadlines">Deadlines that have not passed, and those of the last minute.</param>
/// <param name="OpeningUnderWay">A deadline has passed and its opening is not recorded.</param>
internal sealed record PublicFacts(IReadOnlyList<DateTimeOffset> Deadlines, bool OpeningUnderWay);
