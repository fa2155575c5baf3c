using Npgsql;
using Tender.Vault.Database;
using Tender.Vault.Hosting;

namespace Tender.Vault.Anchoring;

/// <summary>Hands cut windows to the outbox, by the public schedule. One transaction at a time: what waits longer goes together.</summary>
internal sealed class AnchorWindows(
    VaultDatabase database,
    LedgerAccess ledger,
    VaultClock clock,
    Bell<SendAnchors> next
) : IStep
{
    public async Task<TimeSpan> RunAsync(CancellationToken cancel)
    {
        await using var work = await database.BeginAsync(cancel);
        // One active anchorer; a second vault process finds nothing to do.
        await work.Db.ExecuteAsync("select pg_advisory_xact_lock(hashtext('anchor'))", cancel);
        var busy = await work.Db.ScalarAsync<bool>(
            "select exists (select from outbox where kind = 'anchor' and status in ('queued', 'signed'))",
            cancel
        );
        if (!busy && await QueueAsync(work.Db, cancel))
        {
            await work.CommitAsync(cancel);
            next.Ring();
        }

        return TimeSpan.FromSeconds(2);
    }

    private async Task<bool> QueueAsync(NpgsqlConnection db, CancellationToken cancel)
    {
        var pending = await db.ListAsync(
            """
            select n, root, pad_commit from window_log
            where state = 'cut' and n < coalesce((select min(n) from window_log where state = 'open'), 9223372036854775807)
            order by n limit 300
            """,
            r => (N: r.GetInt64(0), Root: r.Bytes(1), PadCommit: r.Bytes(2)),
            cancel
        );
        if (pending.Count == 0)
        {
            return false;
        }

        var facts = await ReadFactsAsync(db, cancel);
        var count = AnchorSchedule.Next(pending[0].N, pending[^1].N, ledger.Grid, ledger.Options.Batch, facts);
        if (count == 0)
        {
            return false;
        }

        var chosen = pending[..count];
        var call = ledger.AnchorLog.Anchor(
            (ulong)chosen[0].N,
            [.. chosen.Select(c => c.Root)],
            [.. chosen.Select(c => c.PadCommit)]
        );
        var entry = new OutboxEntry("anchor", ledger.Anchorer.Address, call)
        {
            FirstWindow = chosen[0].N,
            LastWindow = chosen[^1].N,
        };
        await Outbox.QueueAsync(db, entry, clock.Now, cancel);
        await db.ExecuteAsync(
            "update window_log set state = 'signed' where n between $1 and $2",
            cancel,
            chosen[0].N,
            chosen[^1].N
        );
        return true;
    }

    private async Task<PublicFacts> ReadFactsAsync(NpgsqlConnection db, CancellationToken cancel)
    {
        var now = clock.Now;
        var deadlines = await db.ListAsync(
            "select distinct deadline from tender where deadline >= $1 and state <> 'cancelled'",
            r => r.Time(0),
            cancel,
            now - TimeSpan.FromMinutes(1)
        );
        var opening = await db.ScalarAsync<bool>(
            """
            select exists (
                select from tender
                where state in ('closed', 'sealed', 'opening') or state = 'keyed' and not held and deadline <= $1
            )
            """,
            cancel,
            now
        );
        return new PublicFacts(deadlines, opening);
    }
}
