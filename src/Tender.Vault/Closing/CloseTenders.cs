using Npgsql;
using Tender.Vault.Audit;
using Tender.Vault.Database;
using Tender.Vault.Hosting;
using Tender.Vault.Tenders;

namespace Tender.Vault.Closing;

/// <summary>
/// Closes sections whose deadline has passed (SBID1 13.1): under one lock, which waits for every commit in flight, the last accepted and not
/// withdrawn version of each bidder becomes the set. An order on its way to the ledger is waited for: it may still have moved the deadline.
/// </summary>
internal sealed class CloseTenders(VaultDatabase database, VaultClock clock, Bell<SealSets> next) : IStep
{
    private const string Due = """
        t.state = 'keyed' and not t.held and t.deadline <= $1
        and not exists (
            select from tender_order o where o.tender_ref = t.tender_ref and o.state = 'pending' and o.action <> 'register'
        )
        """;

    public async Task<TimeSpan> RunAsync(CancellationToken cancel)
    {
        foreach (var tenderRef in await DueAsync(cancel))
        {
            await CloseAsync(tenderRef, cancel);
        }

        return await UntilNextAsync(cancel);
    }

    private async Task<List<byte[]>> DueAsync(CancellationToken cancel)
    {
        await using var db = await database.OpenAsync(cancel);
        return await db.ListAsync(
            $"select t.tender_ref from tender t where {Due} order by t.deadline",
            r => r.Bytes(0),
            cancel,
            clock.Now
        );
    }

    private async Task<TimeSpan> UntilNextAsync(CancellationToken cancel)
    {
        await using var db = await database.OpenAsync(cancel);
        var next = await db.FirstAsync(
            "select min(deadline) from tender where state = 'keyed' and not held and deadline > $1",
            r => r.TimeOrNull(0),
            cancel,
            clock.Now
        );
        var most = TimeSpan.FromSeconds(1);
        var left = next - clock.Time.GetUtcNow();
        return left > TimeSpan.Zero && left < most ? left.Value : most;
    }

    private async Task CloseAsync(byte[] tenderRef, CancellationToken cancel)
    {
        await using var work = await database.BeginAsync(cancel);
        var tender = await work.Db.FirstAsync(
            $"{TenderRow.Columns} where t.tender_ref = $2 and {Due} for update of t",
            TenderRow.Read,
            cancel,
            clock.Decide(),
            tenderRef
        );
        if (tender is null)
        {
            return;
        }

        var now = clock.Decide();
        var set = new FrozenSet(tender.Phase, await MembersAsync(work.Db, tenderRef, cancel), null);
        await SetWriter.InsertAsync(work.Db, tenderRef, set, now, cancel);
        await work.Db.ExecuteAsync("update tender set state = 'closed' where tender_ref = $1", cancel, tenderRef);
        await AuditTrail.AppendAsync(
            work.Db,
            now,
            "vault",
            new AuditEntry("vault", "CloseTender", Convert.ToHexStringLower(tenderRef), set.Root),
            cancel
        );
        await work.CommitAsync(cancel);
        next.Ring();
    }

    private static Task<List<SetMember>> MembersAsync(
        NpgsqlConnection db,
        byte[] tenderRef,
        CancellationToken cancel
    ) =>
        db.ListAsync(
            """
            select s.receipt_no, s.commitment, s.header_hash, s.tree_root, s.statement_hash, s.org_code, s.company
            from bidder b join submission s on s.receipt_no = b.current_receipt where b.tender_ref = $1
            """,
            SetMember.Read,
            cancel,
            tenderRef
        );
}
