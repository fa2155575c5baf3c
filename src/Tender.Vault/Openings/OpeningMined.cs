using Npgsql;
using Tender.Vault.Anchoring;
using Tender.Vault.Audit;
using Tender.Vault.Database;
using Tender.Vault.Hosting;

namespace Tender.Vault.Openings;

/// <summary>The record stands on the ledger: bodies may be read by those who are registered for it.</summary>
internal sealed class OpeningMined(VaultClock clock) : IMinedEffect
{
    public IReadOnlyList<string> Kinds => ["recordOpening"];

    public async Task ApplyAsync(NpgsqlConnection db, MinedRow mined, CancellationToken cancel)
    {
        if (!mined.Succeeded)
        {
            return;
        }

        await db.ExecuteAsync(
            "update tender set state = 'opened' where tender_ref = $1 and phase = $2 and state = 'opening'",
            cancel,
            mined.Row.TenderRef,
            (short)mined.Row.Phase!.Value
        );
        await AuditTrail.AppendAsync(
            db,
            clock.Now,
            "vault",
            new AuditEntry(
                "vault",
                $"Opened {mined.Row.Phase}",
                Convert.ToHexStringLower(mined.Row.TenderRef!),
                mined.Receipt.TransactionHash
            ),
            cancel
        );
    }

    public void Announce(MinedRow mined)
    {
        // Nobody waits: readers ask.
    }
}
