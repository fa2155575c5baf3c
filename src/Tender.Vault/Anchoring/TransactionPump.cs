using Tender.Ledger.Contracts;
using Tender.Ledger.Evm;
using Tender.Vault.Database;
using Tender.Vault.Hosting;

namespace Tender.Vault.Anchoring;

/// <summary>
/// Brings the transactions of one account to the chain, one after the other (Ledger 8, steps 4 to 6): signed once and stored before they are
/// sent; the same bytes are sent as often as needed. Every step finds its place in the row, so a crash anywhere repeats nothing.
/// </summary>
internal sealed class TransactionPump(
    VaultDatabase database,
    LedgerAccess ledger,
    LedgerGate gate,
    VaultClock clock,
    IEnumerable<IMinedEffect> effects
)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(50);

    /// <summary>Works until nothing of the account is left.</summary>
    internal async Task RunAsync(byte[] account, CancellationToken cancel)
    {
        while (await OldestAsync(account, cancel) is { } row)
        {
            await gate.PassAsync(cancel);
            try
            {
                var transaction = row.Raw is { } raw ? LegacyTransaction.Decode(raw) : await SignAsync(row, cancel);
                await FinishAsync(row, transaction, cancel);
            }
            catch (Exception failure)
                when (failure is RpcUnavailableException or WrongChainException or TimeoutException)
            {
                // The chain was away: before anything else goes out, look whether it came back as the same one.
                gate.Close();
                throw;
            }
        }
    }

    private async Task<OutboxRow?> OldestAsync(byte[] account, CancellationToken cancel)
    {
        await using var db = await database.OpenAsync(cancel);
        return await Outbox.OldestAsync(db, account, cancel);
    }

    private async Task<SignedTransaction> SignAsync(OutboxRow row, CancellationToken cancel)
    {
        var signer = ledger.SignerOf(row.Signer) ?? throw new InvalidOperationException("No key for this account.");
        await using var work = await database.BeginAsync(cancel);
        await work.Db.ExecuteAsync("select pg_advisory_xact_lock($1)", cancel, BitConverter.ToInt64(row.Signer));
        var nonce = await work.Db.ScalarAsync<long>(
            "select coalesce(max(nonce) + 1, 0) from outbox where signer = $1",
            cancel,
            row.Signer
        );
        var signed = await ledger.Sender.SignAsync(row.Call, (ulong)nonce, signer, cancel);
        var changed = await work.Db.ExecuteAsync(
            "update outbox set nonce = $2, raw_tx = $3, tx_hash = $4, status = 'signed' where id = $1 and status = 'queued'",
            cancel,
            row.Id,
            nonce,
            signed.Raw,
            signed.Hash
        );
        if (changed != 1)
        {
            throw new InvalidOperationException("Another process signed this row.");
        }

        await work.CommitAsync(cancel);
        return signed;
    }

    private async Task FinishAsync(OutboxRow row, SignedTransaction transaction, CancellationToken cancel)
    {
        await CountAttemptAsync(row, cancel);
        await ledger.Sender.SendRawAsync(transaction, cancel);
        var receipt = await WaitAsync(transaction, cancel);
        var block =
            await ledger.Chain.BlockAsync(receipt.BlockNumber, cancel)
            ?? throw new ChainInconsistentException("The block of a receipt is gone.");
        await RecordAsync(row, new MinedRow(row, receipt, block.Timestamp), cancel);
    }

    private async Task<ChainReceipt> WaitAsync(SignedTransaction transaction, CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(Patience);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        try
        {
            // Real time: the chain does not wait for the vault's clock.
            var waiter = new ReceiptWaiter(ledger.Chain, ledger.Options.Depth, AskAgain, TimeProvider.System);
            return await waiter.WaitAsync(transaction.Hash, both.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new TimeoutException("A transaction was not mined in time; it will be sent again.");
        }
    }

    private async Task CountAttemptAsync(OutboxRow row, CancellationToken cancel)
    {
        await using var db = await database.OpenAsync(cancel);
        await db.ExecuteAsync("update outbox set attempts = attempts + 1 where id = $1", cancel, row.Id);
    }

    private async Task RecordAsync(OutboxRow row, MinedRow mined, CancellationToken cancel)
    {
        await using var work = await database.BeginAsync(cancel);
        var changed = await work.Db.ExecuteAsync(
            """
            update outbox set status = $2, block_number = $3, block_hash = $4, block_time = $5
            where id = $1 and status = 'signed'
            """,
            cancel,
            row.Id,
            mined.Succeeded ? "mined" : "failed",
            (long)mined.Receipt.BlockNumber,
            mined.Receipt.BlockHash,
            (long)mined.BlockTime
        );
        if (changed != 1)
        {
            // Another process was faster and applied it.
            return;
        }

        var effect = effects.Single(e => e.Kinds.Contains(row.Kind));
        await effect.ApplyAsync(work.Db, mined, cancel);
        if (!mined.Succeeded)
        {
            await work.Db.ExecuteAsync(
                "insert into incident (at, kind, detail) values ($1, 'transaction failed', $2)",
                cancel,
                clock.Now,
                $"outbox {row.Id}: {row.Kind}"
            );
        }

        await work.CommitAsync(cancel);
        effect.Announce(mined);
    }
}
