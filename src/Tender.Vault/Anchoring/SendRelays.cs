using Tender.Ledger.Evm;
using Tender.Vault.Database;
using Tender.Vault.Hosting;

namespace Tender.Vault.Anchoring;

/// <summary>Transactions that custodians signed themselves. One that the node refuses holds up nobody else.</summary>
internal sealed class SendRelays(TransactionPump pump, VaultDatabase database) : IStep
{
    public async Task<TimeSpan> RunAsync(CancellationToken cancel)
    {
        foreach (var account in await AccountsAsync(cancel))
        {
            try
            {
                await pump.RunAsync(account, cancel);
            }
            catch (RpcException)
            {
                await GiveUpAsync(account, cancel);
            }
        }

        return TimeSpan.FromSeconds(2);
    }

    private async Task<List<byte[]>> AccountsAsync(CancellationToken cancel)
    {
        await using var db = await database.OpenAsync(cancel);
        return await db.ListAsync(
            "select signer from outbox where kind = 'relay' and status = 'signed' group by signer order by min(id)",
            r => r.Bytes(0),
            cancel
        );
    }

    /// <summary>It was never on the chain, so its nonce is not ours to count.</summary>
    private async Task GiveUpAsync(byte[] account, CancellationToken cancel)
    {
        await using var db = await database.OpenAsync(cancel);
        await db.ExecuteAsync(
            """
            update outbox set status = 'failed', nonce = null where id = (
                select min(id) from outbox where signer = $1 and kind = 'relay' and status = 'signed'
            )
            """,
            cancel,
            account
        );
    }
}
