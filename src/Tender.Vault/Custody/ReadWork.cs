using Tender.Sealing;
using Tender.Vault.Database;
using Tender.Vault.Sessions;

namespace Tender.Vault.Custody;

/// <summary>Sealed sets that wait for the caller's seat.</summary>
internal sealed class ReadWork(VaultDatabase database)
{
    internal async Task<CustodyWork> ExecuteAsync(Caller caller, CancellationToken cancel)
    {
        await using var db = await database.OpenAsync(cancel);
        var items = await db.ListAsync(
            """
            select t.tender_ref, t.phase, t.objection_until
            from tender t join key_set s using (key_set_id) join pool_seat p using (pool_id)
            where t.state in ('sealed', 'opening') and p.org_code = $1
                and not exists (select from opening o where o.tender_ref = t.tender_ref and o.phase = t.phase)
                and not exists (
                    select from partial_opening a
                    where a.tender_ref = t.tender_ref and a.phase = t.phase and a.seat = p.seat and a.state = 'verified'
                )
            order by t.objection_until
            """,
            r => new CustodyItem(r.Bytes(0), r.GetInt16(1), r.Time(2)),
            cancel,
            caller.OrgCode
        );
        return new CustodyWork(items);
    }
}
