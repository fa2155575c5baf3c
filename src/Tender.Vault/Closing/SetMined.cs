using Npgsql;
using Tender.Sealing;
using Tender.Vault.Anchoring;
using Tender.Vault.Audit;
using Tender.Vault.Database;
using Tender.Vault.Hosting;

namespace Tender.Vault.Closing;

/// <summary>
/// The set is sealed: the time for objections begins. With too few bids in the first set the section has failed, on the chain as here, and
/// nothing is ever opened; a later set may be smaller.
/// </summary>
internal sealed class SetMined(VaultClock clock, Bell<SealSets> again) : IMinedEffect
{
    public IReadOnlyList<string> Kinds => ["sealSet", "sealPhase"];

    public async Task ApplyAsync(NpgsqlConnection db, MinedRow mined, CancellationToken cancel)
    {
        if (!mined.Succeeded)
        {
            return;
        }

        var now = clock.Now;
        await db.ExecuteAsync(
            """
            update tender t set
                state = case when b.phase = 1 and b.count < t.min_bids then 'failed' else 'sealed' end,
                objection_until = case
                    when b.phase = 1 and b.count < t.min_bids then null
                    else $2 + make_interval(secs => t.objection_seconds)
                end
            from bid_set b
            where b.tender_ref = t.tender_ref and b.phase = t.phase and t.tender_ref = $1 and t.phase = $3 and t.state = 'closed'
            """,
            cancel,
            mined.Row.TenderRef,
            now,
            (short)mined.Row.Phase!.Value
        );
        await db.ExecuteAsync(
            "update tender_order set state = 'applied' where tender_ref = $1 and action = $2 and state = 'pending'",
            cancel,
            mined.Row.TenderRef,
            PhaseOrder.ActionName
        );
        await AuditTrail.AppendAsync(
            db,
            now,
            "vault",
            new AuditEntry(
                "vault",
                mined.Row.Kind == "sealSet" ? "SealSet" : $"SealPhase {mined.Row.Phase}",
                Convert.ToHexStringLower(mined.Row.TenderRef!),
                mined.Receipt.TransactionHash
            ),
            cancel
        );
    }

    public void Announce(MinedRow mined)
    {
        if (mined.Succeeded)
        {
            again.Ring();
        }
    }
}
