using Npgsql;
using Tender.Ledger.Contracts;
using Tender.Vault.Anchoring;
using Tender.Vault.Database;
using Tender.Vault.Hosting;

namespace Tender.Vault.Closing;

/// <summary>
/// Owes the ledger the root and count of each closed set, once every window before the deadline stands there (Ledger 9). While the chain is
/// down the opening waits: receipts stay valid. A set of a later phase comes with its transaction; here it only gets another one when the
/// ledger refused that.
/// </summary>
internal sealed class SealSets(VaultDatabase database, LedgerAccess ledger, VaultClock clock, Bell<SendFacts> next)
    : IStep
{
    /// <summary>A refused transaction is an incident, and is not repeated at once.</summary>
    private const string Owed = """
        not exists (
            select from outbox o where o.ref = $2 and o.phase = $3 and o.kind in ('sealSet', 'sealPhase')
                and (o.status <> 'failed' or o.queued_at > $1 - interval '1 minute')
        )
        """;

    public async Task<TimeSpan> RunAsync(CancellationToken cancel)
    {
        foreach (var set in await ClosedAsync(cancel))
        {
            await SealAsync(set, cancel);
        }

        return TimeSpan.FromSeconds(1);
    }

    /// <summary>The transaction that a set of a later phase owes the ledger.</summary>
    internal static OutboxEntry PhaseEntry(LedgerAccess ledger, byte[] tenderRef, PhaseSealed set) =>
        new("sealPhase", ledger.Recorder.Address, ledger.TenderChain.SealPhase(tenderRef, set))
        {
            TenderRef = tenderRef,
            Phase = set.Phase,
        };

    private async Task<List<ClosedSet>> ClosedAsync(CancellationToken cancel)
    {
        await using var db = await database.OpenAsync(cancel);
        return await db.ListAsync(
            """
            select t.tender_ref, t.phase, t.deadline, b.set_root, b.count, b.decision_hash
            from tender t join bid_set b using (tender_ref, phase) where t.state = 'closed'
            """,
            r => new ClosedSet(r.Bytes(0), r.GetInt16(1), r.Time(2), r.Bytes(3), r.GetInt32(4), r.BytesOrNull(5)),
            cancel
        );
    }

    private async Task SealAsync(ClosedSet set, CancellationToken cancel)
    {
        var now = clock.Now;
        await using var work = await database.BeginAsync(cancel);
        await work.Db.ExecuteAsync("select pg_advisory_xact_lock($1)", cancel, BitConverter.ToInt64(set.TenderRef));
        var ready =
            await work.Db.ScalarAsync<bool>($"select {Owed}", cancel, now, set.TenderRef, (short)set.Phase)
            && (set.Phase > 1 || await WindowsStandAsync(work.Db, set.Deadline, cancel));
        if (!ready)
        {
            return;
        }

        await Outbox.QueueAsync(work.Db, EntryOf(set), now, cancel);
        await work.CommitAsync(cancel);
        next.Ring();
    }

    private Task<bool> WindowsStandAsync(NpgsqlConnection db, DateTimeOffset deadline, CancellationToken cancel) =>
        db.ScalarAsync<bool>(
            "select exists (select from window_log where n = $1 and state in ('mined', 'proved'))",
            cancel,
            (long)ledger.Grid.LastBefore((ulong)deadline.ToUnixTimeSeconds())
        );

    private OutboxEntry EntryOf(ClosedSet set) =>
        set.DecisionHash is { } decision
            ? PhaseEntry(ledger, set.TenderRef, new PhaseSealed((byte)set.Phase, set.Root, (uint)set.Count, decision))
            : new OutboxEntry(
                "sealSet",
                ledger.Recorder.Address,
                ledger.TenderChain.SealSet(set.TenderRef, set.Root, (uint)set.Count)
            )
            {
                TenderRef = set.TenderRef,
                Phase = 1,
            };

    private sealed record ClosedSet(
        byte[] TenderRef,
        int Phase,
        DateTimeOffset Deadline,
        byte[] Root,
        int Count,
        byte[]? DecisionHash
    );
}
