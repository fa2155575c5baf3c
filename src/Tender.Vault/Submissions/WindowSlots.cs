using Npgsql;
using Tender.Vault.Anchoring;
using Tender.Vault.Database;
using Tender.Vault.Faults;
using Tender.Vault.Hosting;

namespace Tender.Vault.Submissions;

/// <summary>Finds the window of a commit and holds it open until the commit ends (Ledger 8, step 1).</summary>
internal sealed class WindowSlots(LedgerAccess ledger, VaultClock clock)
{
    private const int Slots = 4096;

    // Above this many leaves they are counted one after the other; no more commits than the difference can be under way at once.
    private const int CountedFrom = Slots - 400;

    /// <summary>The window, and the instant that decides: read after the lock.</summary>
    internal async Task<(long Window, DateTimeOffset Now)> TakeAsync(NpgsqlConnection db, CancellationToken cancel)
    {
        while (true)
        {
            var first = await db.FirstAsync<long?>(
                "select n from window_log where state = 'open' order by n limit 1 for share",
                r => r.GetInt64(0),
                cancel
            );
            var now = clock.Decide();
            var current = (long)ledger.Grid.WindowOf(now);
            if (first >= current)
            {
                return (first.Value, now);
            }

            await CutWindows.OpenUpToAsync(db, current, cancel);
            var held = await db.FirstAsync<long?>(
                "select n from window_log where n = $1 and state = 'open' for share",
                r => r.GetInt64(0),
                cancel,
                current
            );
            now = clock.Decide();
            if (held is not null && (long)ledger.Grid.WindowOf(now) == current)
            {
                return (current, now);
            }
        }
    }

    /// <summary>Puts a leaf into the window.</summary>
    /// <exception cref="RefusedException">ET-3071: all slots are taken; the next window is a few seconds away.</exception>
    internal static async Task CheckRoomAsync(NpgsqlConnection db, long window, CancellationToken cancel)
    {
        if (await CountAsync(db, window, cancel) < CountedFrom)
        {
            return;
        }

        await db.ExecuteAsync("select pg_advisory_xact_lock(hashtext('window room'), $1)", cancel, (int)window);
        if (await CountAsync(db, window, cancel) >= Slots)
        {
            throw new RefusedException(VaultFaults.Unavailable) { RetryAfter = TimeSpan.FromSeconds(2) };
        }
    }

    private static Task<long> CountAsync(NpgsqlConnection db, long window, CancellationToken cancel) =>
        db.ScalarAsync<long>("select count(*) from leaf where window_n = $1", cancel, window);
}
