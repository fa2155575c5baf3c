using Npgsql;
using Tender.Vault.Anchoring;
using Tender.Vault.Audit;
using Tender.Vault.Database;
using Tender.Vault.Hosting;

namespace Tender.Vault.Tenders;

/// <summary>An order stands on the ledger, or was refused there: now it counts, or never does.</summary>
internal sealed class OrderMined(VaultClock clock, Bell<BindKeys> keys, Bell<Closing.CloseTenders> close) : IMinedEffect
{
    public IReadOnlyList<string> Kinds => ["register", "extend", "hold", "resume", "cancel"];

    public async Task ApplyAsync(NpgsqlConnection db, MinedRow mined, CancellationToken cancel)
    {
        var (kind, tenderRef) = (mined.Row.Kind, mined.Row.TenderRef!);
        var hash = await db.ScalarAsync<byte[]>(
            """
            update tender_order set state = $3 where tender_ref = $1 and action = $2 and state = 'pending' returning content_hash
            """,
            cancel,
            tenderRef,
            kind,
            mined.Succeeded ? "applied" : "failed"
        );
        if (mined.Succeeded)
        {
            await ApplyAsync(db, kind, tenderRef, hash!, cancel);
        }
        else if (kind == "register")
        {
            await db.ExecuteAsync(
                "update tender set state = 'failed' where tender_ref = $1 and state = 'registering'",
                cancel,
                tenderRef
            );
        }

        await AuditTrail.AppendAsync(
            db,
            clock.Now,
            "vault",
            new AuditEntry(
                "vault",
                mined.Succeeded ? kind : "failed " + kind,
                Convert.ToHexStringLower(tenderRef),
                hash!
            ),
            cancel
        );
    }

    public void Announce(MinedRow mined)
    {
        keys.Ring();
        close.Ring();
    }

    private static async Task ApplyAsync(
        NpgsqlConnection db,
        string kind,
        byte[] tenderRef,
        byte[] hash,
        CancellationToken cancel
    )
    {
        var change = kind switch
        {
            "extend" => "update tender t set deadline = o.deadline",
            "hold" => "update tender t set held = true",
            "resume" => "update tender t set held = false, deadline = o.deadline",
            "cancel" => "update tender t set state = 'cancelled'",
            _ => null,
        };
        if (change is not null)
        {
            await db.ExecuteAsync(
                change + " from tender_order o where t.tender_ref = $1 and o.content_hash = $2 and t.state = 'keyed'",
                cancel,
                tenderRef,
                hash
            );
        }
    }
}
