using Npgsql;
using Tender.Ledger.Contracts;
using Tender.Ledger.Evm;
using Tender.Sealing;
using Tender.Vault.Anchoring;
using Tender.Vault.Audit;
using Tender.Vault.Database;
using Tender.Vault.Hosting;
using Tender.Vault.Pools;

namespace Tender.Vault.Tenders;

/// <summary>Gives each registered section a key that was never used, and owes the ledger its publication.</summary>
internal sealed class BindKeys(
    VaultDatabase database,
    LedgerAccess ledger,
    VaultClock clock,
    Bell<SendFacts> next,
    Bell<OpenPools> pools
) : IStep
{
    public async Task<TimeSpan> RunAsync(CancellationToken cancel)
    {
        foreach (var tenderRef in await WaitingAsync(cancel))
        {
            await BindAsync(tenderRef, cancel);
        }

        return TimeSpan.FromSeconds(2);
    }

    private async Task<List<byte[]>> WaitingAsync(CancellationToken cancel)
    {
        await using var db = await database.OpenAsync(cancel);
        return await db.ListAsync(
            """
            select t.tender_ref from tender t
            where t.state = 'registering'
                and exists (select from outbox o where o.ref = t.tender_ref and o.kind = 'register' and o.status = 'mined')
                and not exists (select from outbox o where o.ref = t.tender_ref and o.kind = 'publishKey')
            order by t.registered_at
            """,
            r => r.Bytes(0),
            cancel
        );
    }

    private async Task BindAsync(byte[] tenderRef, CancellationToken cancel)
    {
        var now = clock.Now;
        await using var work = await database.BeginAsync(cancel);
        var tender = await work.Db.FirstAsync(
            $"{TenderRow.Columns} where t.tender_ref = $1 and t.state = 'registering' for update of t",
            TenderRow.Read,
            cancel,
            tenderRef
        );
        if (tender is null)
        {
            return;
        }

        if (tender.Deadline <= now)
        {
            // No key in time, so nobody could seal a bid: the section ends without an opening.
            await work.Db.ExecuteAsync("update tender set state = 'failed' where tender_ref = $1", cancel, tenderRef);
        }
        else if (await TakeKeyAsync(work.Db, tender, cancel) is { } key)
        {
            await QueueAsync(work.Db, tender, key, now, cancel);
        }
        else
        {
            pools.Ring();
            return;
        }

        await AuditTrail.AppendAsync(
            work.Db,
            now,
            "vault",
            new AuditEntry("vault", "BindKey", Convert.ToHexStringLower(tenderRef), tenderRef),
            cancel
        );
        await work.CommitAsync(cancel);
        next.Ring();
    }

    private static async Task<UnusedKey?> TakeKeyAsync(NpgsqlConnection db, TenderRow tender, CancellationToken cancel)
    {
        var key = await db.FirstAsync(
            """
            select s.key_set_id, s.certificate,
                (select array_agg(p.account order by p.seat) from pool_seat p where p.pool_id = s.pool_id)
            from key_set s
            where s.tender_ref is null and s.index <> $2 and s.expires_at > $1 order by s.expires_at, s.index limit 1 for update skip locked
            """,
            r => new UnusedKey(r.Bytes(0), r.Bytes(1), r.GetFieldValue<byte[][]>(2)),
            cancel,
            tender.Deadline,
            (int)Rehearsal.KeyIndex
        );
        if (key is not null)
        {
            await db.ExecuteAsync(
                "update key_set set tender_ref = $2 where key_set_id = $1",
                cancel,
                key.KeySetId,
                tender.TenderRef
            );
        }

        return key;
    }

    private async Task QueueAsync(
        NpgsqlConnection db,
        TenderRow tender,
        UnusedKey key,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var set = KeySet.Parse(key.Certificate);
        var fact = new KeyPublished(
            key.KeySetId,
            set.KeyHash(),
            TenderChainClient.SeatsHash(key.Accounts.Select(a => new Address(a))),
            (byte)set.K,
            (byte)set.N
        );
        var call = ledger.TenderChain.PublishKey(tender.TenderRef, fact);
        await Outbox.QueueAsync(
            db,
            new OutboxEntry("publishKey", ledger.Recorder.Address, call) { TenderRef = tender.TenderRef },
            now,
            cancel
        );
    }

    private sealed record UnusedKey(byte[] KeySetId, byte[] Certificate, byte[][] Accounts);
}
