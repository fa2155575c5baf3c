using Tender.Ledger.Contracts;
using Tender.Vault.Anchoring;
using Tender.Vault.Audit;
using Tender.Vault.Database;
using Tender.Vault.Hosting;
using Tender.Vault.Tenders;

namespace Tender.Vault.Openings;

/// <summary>
/// Asks the ledger, before anything is combined, whether the supervisor has cancelled the section there (Ledger 3.2, kind 12), and ends it here
/// as well. Answers of custodians that came before stay as they are; nothing is opened with them.
/// </summary>
internal sealed class EndCancelled(VaultDatabase database, LedgerAccess ledger, VaultClock clock)
{
    /// <summary>True when the section is cancelled.</summary>
    internal async Task<bool> ExecuteAsync(TenderRow tender, CancellationToken cancel)
    {
        var life = await ledger.TenderChain.TenderAsync(tender.TenderRef, cancel);
        if (life.State != TenderState.Cancelled)
        {
            return false;
        }

        await using var work = await database.BeginAsync(cancel);
        var changed = await work.Db.ExecuteAsync(
            "update tender set state = 'cancelled' where tender_ref = $1 and state in ('sealed', 'opening')",
            cancel,
            tender.TenderRef
        );
        if (changed == 1)
        {
            await AuditTrail.AppendAsync(
                work.Db,
                clock.Now,
                "vault",
                new AuditEntry("vault", "EndCancelled", Convert.ToHexStringLower(tender.TenderRef), life.Head),
                cancel
            );
        }

        await work.CommitAsync(cancel);
        return true;
    }
}
