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
        var pending = last - first + 1;
        if (pending > batch.WindowsPerTransaction)
        {
            // Catching up after an outage.
            return (int)Math.Min(pending, AnchorLogClient.MaximumWindows);
        }

        for (var n = first; n <= last; n++)
        {
            if (IsBorder(n, batch) || IsCalm(grid.End((ulong)n), batch, facts))
            {
                return (int)(n - first + 1);
            }
        }

        return 0;
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
