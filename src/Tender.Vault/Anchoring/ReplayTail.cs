using Tender.Ledger.Contracts;
using Tender.Ledger.Evm;
using Tender.Vault.Database;
using Tender.Vault.Hosting;

namespace Tender.Vault.Anchoring;

/// <summary>
/// Sends stored transactions again, in their old order and at their old times, to a development chain that lost its tail (Ledger 8). Heads
/// come out equal; block hashes may not, so proofs are taken again.
/// </summary>
internal sealed class ReplayTail(VaultDatabase database, LedgerAccess ledger, VaultOptions options, VaultClock clock)
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(20);

    /// <exception cref="ChainInconsistentException">Replay is not allowed here, or did not give what was there before.</exception>
    internal async Task ExecuteAsync(CancellationToken cancel)
    {
        if (!options.ReplayLostTail)
        {
            throw new ChainInconsistentException("The chain lost its tail and replay is not switched on.");
        }

        var development = new DevelopmentChain(ledger.Rpc, ledger.Options.SealType);
        var counts = new Dictionary<byte[], ulong>(ByteComparer.Instance);
        foreach (var row in await FinishedAsync(cancel))
        {
            if (!counts.TryGetValue(row.Signer, out var count))
            {
                count = await ledger.Chain.TransactionCountAsync(new Address(row.Signer), cancel);
                counts[row.Signer] = count;
            }

            if ((ulong)row.Nonce!.Value >= count)
            {
                await SendAsync(development, row, cancel);
            }
        }

        var newest = await ledger.Chain.BlockAsync((ulong?)null, cancel);
        var now = (ulong)clock.Now.ToUnixTimeSeconds();
        await development.SetTimeAsync(Math.Max(now, newest?.Timestamp ?? now), cancel);
    }

    private async Task<List<OutboxRow>> FinishedAsync(CancellationToken cancel)
    {
        await using var db = await database.OpenAsync(cancel);
        return await db.ListAsync(
            $"{Outbox.Columns} where block_number is not null order by block_number, id",
            OutboxRow.Read,
            cancel
        );
    }

    private async Task SendAsync(DevelopmentChain development, OutboxRow row, CancellationToken cancel)
    {
        await development.SetNextBlockTimeAsync((ulong)row.BlockTime!.Value, cancel);
        var transaction = LegacyTransaction.Decode(row.Raw!);
        await ledger.Sender.SendRawAsync(transaction, cancel);
        var waiter = new ReceiptWaiter(ledger.Chain, 0, AskAgain, TimeProvider.System);
        var receipt = await waiter.WaitAsync(transaction.Hash, cancel);
        if (receipt.Succeeded != (row.Status == "mined"))
        {
            throw new ChainInconsistentException("A replayed transaction ended otherwise than before.");
        }

        await using var work = await database.BeginAsync(cancel);
        await work.Db.ExecuteAsync(
            "update outbox set block_number = $2, block_hash = $3 where id = $1",
            cancel,
            row.Id,
            (long)receipt.BlockNumber,
            receipt.BlockHash
        );
        if (row.Kind == "anchor" && receipt.Succeeded)
        {
            await work.Db.ExecuteAsync(
                "update window_log set state = 'mined' where n between $1 and $2 and state = 'proved'",
                cancel,
                row.FirstWindow,
                row.LastWindow
            );
        }

        await work.CommitAsync(cancel);
    }
}
