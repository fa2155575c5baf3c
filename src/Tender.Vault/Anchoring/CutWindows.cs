using Npgsql;
using Tender.Ledger.Windows;
using Tender.Vault.Database;
using Tender.Vault.Hosting;

namespace Tender.Vault.Anchoring;

/// <summary>
/// Ends windows when their time is over (Ledger 8, steps 2 and 3) and keeps the next one open, so that no commit waits. The row lock waits
/// for every commit in flight: a leaf is in the tree of its window or in none.
/// </summary>
internal sealed class CutWindows(
    VaultDatabase database,
    LedgerAccess ledger,
    DayKeys days,
    VaultClock clock,
    Bell<AnchorWindows> next
) : IStep
{
    // After an outage a thousand windows may be due: several in one transaction, but never so long that a commit would wait for it.
    private const int MostAtOnce = 50;

    public async Task<TimeSpan> RunAsync(CancellationToken cancel)
    {
        int cut;
        do
        {
            var now = clock.Now;
            await OpenAsync(now, cancel);
            cut = await CutAsync(now, cancel);
            if (cut > 0)
            {
                next.Ring();
            }
        } while (cut == MostAtOnce);

        var border = ledger.Grid.End(ledger.Grid.WindowOf(clock.Now));
        var left = border - clock.Time.GetUtcNow();
        return left > TimeSpan.Zero ? left : TimeSpan.FromMilliseconds(1);
    }

    /// <summary>Makes sure that every window up to this one has a row.</summary>
    internal static Task OpenUpToAsync(NpgsqlConnection db, long window, CancellationToken cancel) =>
        db.ExecuteAsync(
            """
            insert into window_log (n, state)
            select g, 'open' from generate_series(coalesce((select max(n) from window_log), -1) + 1, $1) as g
            on conflict do nothing
            """,
            cancel,
            window
        );

    private async Task OpenAsync(DateTimeOffset now, CancellationToken cancel)
    {
        await using var db = await database.OpenAsync(cancel);
        await OpenUpToAsync(db, (long)ledger.Grid.WindowOf(now) + 1, cancel);
    }

    private async Task<int> CutAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var last = (long)ledger.Grid.WindowOf(now) - 1;
        await using var work = await database.BeginAsync(cancel);
        var due = await work.Db.ListAsync(
            "select n from window_log where state = 'open' and n <= $1 order by n limit $2 for update",
            r => r.GetInt64(0),
            cancel,
            last,
            MostAtOnce
        );
        foreach (var n in due)
        {
            var tree = await BuildAsync(work.Db, n, cancel);
            await work.Db.ExecuteAsync(
                "update window_log set state = 'cut', root = $2, pad_commit = $3, cut_at = $4 where n = $1",
                cancel,
                n,
                tree.Root,
                tree.PadCommit,
                now
            );
        }

        await work.CommitAsync(cancel);
        return due.Count;
    }

    private async Task<WindowTree> BuildAsync(NpgsqlConnection db, long n, CancellationToken cancel)
    {
        var leaves = await db.ListAsync("select commitment from leaf where window_n = $1", r => r.Bytes(0), cancel, n);
        var key = await days.GetAsync(ledger.Grid.DayOf((ulong)n), cancel);
        return WindowTree.Build(key.Seed((ulong)n), leaves);
    }
}
