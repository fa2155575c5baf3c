using Npgsql;
using Tender.Vault.Anchoring;
using Tender.Vault.Audit;
using Tender.Vault.Database;
using Tender.Vault.Hosting;
using Tender.Vault.Pools;

namespace Tender.Vault.Tenders;

/// <summary>The key stands on the ledger: the section takes bids. Refused there (the deadline came first): it never will.</summary>
internal sealed class KeyMined(VaultClock clock, Bell<OpenPools> pools, Bell<Closing.CloseTenders> close) : IMinedEffect
{
    public IReadOnlyList<string> Kinds => ["publishKey"];

    public async Task ApplyAsync(NpgsqlConnection db, MinedRow mined, CancellationToken cancel)
    {
        await db.ExecuteAsync(
            mined.Succeeded
                ? """
                update tender t set state = 'keyed', key_set_id = s.key_set_id
                from key_set s where s.tender_ref = t.tender_ref and t.tender_ref = $1 and t.state = 'registering'
                """
                : "update tender set state = 'failed' where tender_ref = $1 and state = 'registering'",
            cancel,
            mined.Row.TenderRef
        );
        await AuditTrail.AppendAsync(
            db,
            clock.Now,
            "vault",
            new AuditEntry(
                "vault",
                "PublishKey",
                Convert.ToHexStringLower(mined.Row.TenderRef!),
                mined.Receipt.TransactionHash
            ),
            cancel
        );
    }

    public void Announce(MinedRow mined)
    {
        pools.Ring();
        close.Ring();
    }
}
