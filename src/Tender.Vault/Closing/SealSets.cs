using Tender.Vault.Anchoring;
using Tender.Vault.Database;
using Tender.Vault.Hosting;

namespace Tender.Vault.Closing;

/// <summary>
/// Owes the ledger the root and count of each closed set, once every window before the deadline stands there (Ledger 9). While the chain is
/// down the opening waits: receipts stay valid.
/// </summary>
internal sealed class SealSets(VaultDatabase database, LedgerAccess ledger, VaultClock clock, Bell<SendFacts> next)
    : IStep
{
    public async Task<TimeSpan> RunAsync(CancellationToken cancel)
    {
        foreach (var set in await ClosedAsync(cancel))
        {
            await SealAsync(set, cancel);
        }

        return TimeSpan.FromSeconds(1);
    }

    private async Task<List<ClosedSet>> ClosedAsync(CancellationToken cancel)
    {
        await using var db = await database.OpenAsync(cancel);
        return await db.ListAsync(
            """
            select t.tender_ref, t.deadline, b.set_root, b.count from tender t join bid_set b using (tender_ref, phase)
            where t.state = 'closed' and t.phase = 1 and not exists (
                select from outbox o where o.ref = t.tender_ref and o.kind = 'sealSet' and o.status <> 'failed'
            )
            """,
            r => new ClosedSet(r.Bytes(0), r.Time(1), r.Bytes(2), r.GetInt32(3)),
            cancel
        );
    }

    private async Task SealAsync(ClosedSet set, CancellationToken cancel)
    {
        await using var work = await database.BeginAsync(cancel);
        await work.Db.ExecuteAsync("select pg_advisory_xact_lock($1)", cancel, BitConverter.ToInt64(set.TenderRef));
        var lastWindow = (long)ledger.Grid.LastBefore((ulong)set.Deadline.ToUnixTimeSeconds());
        var ready = await work.Db.ScalarAsync<bool>(
            """
            select exists (select from window_log where n = $1 and state in ('mined', 'proved'))
                and not exists (select from outbox o where o.ref = $2 and o.kind = 'sealSet' and o.status <> 'failed')
            """,
            cancel,
            lastWindow,
            set.TenderRef
        );
        if (!ready)
        {
            return;
        }

        var call = ledger.TenderChain.SealSet(set.TenderRef, set.SetRoot, (uint)set.Count);
        await Outbox.QueueAsync(
            work.Db,
            new OutboxEntry("sealSet", ledger.Recorder.Address, call) { TenderRef = set.TenderRef },
            clock.Now,
            cancel
        );
        await work.CommitAsync(cancel);
        next.Ring();
    }

    private sealed record ClosedSet(byte[] TenderRef, DateTimeOffset Deadline, byte[] SetRoot, int Count);
}
