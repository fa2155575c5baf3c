using Tender.Vault.Database;
using Tender.Vault.Hosting;

namespace Tender.Vault.Anchoring;

/// <summary>Transactions of registrar and recorder, and those that custodians signed themselves.</summary>
internal sealed class SendFacts(TransactionPump pump, LedgerAccess ledger, VaultDatabase database) : IStep
{
    public async Task<TimeSpan> RunAsync(CancellationToken cancel)
    {
        foreach (var account in await AccountsAsync(cancel))
        {
            await pump.RunAsync(account, cancel);
        }

        return TimeSpan.FromSeconds(2);
    }

    private async Task<List<byte[]>> AccountsAsync(CancellationToken cancel)
    {
        await using var db = await database.OpenAsync(cancel);
        return await db.ListAsync(
            """
            select signer from outbox where status in ('queued', 'signed') and signer <> $1 group by signer order by min(id)
            """,
            r => r.Bytes(0),
            cancel,
            ledger.Anchorer.Address.ToBytes()
        );
    }
}
