using Tender.Ledger;
using Tender.Ledger.Evm;
using Tender.Sealing;
using Tender.Vault.Anchoring;
using Tender.Vault.Database;
using Tender.Vault.Faults;
using Tender.Vault.Hosting;
using Tender.Vault.Sessions;

namespace Tender.Vault.Custody;

/// <summary>
/// Passes a seat's own signed transaction on and waits until it is mined. Only calls of commitShare by a seat's own account for a set that
/// is sealed; the vault cannot sign them and need not. One that comes when the phase was opened without the seat is passed on as well: the
/// ledger refuses it, but it uses its nonce up, and the seat's later answers are not held up by a gap.
/// </summary>
internal sealed class RelayTransaction(
    VaultDatabase database,
    LedgerAccess ledger,
    VaultClock clock,
    Bell<SendRelays> next
)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(50);
    private static readonly byte[] Selector = Keccak256.HashText("commitShare(bytes32,uint8,uint8,bytes32,address[])")[
        ..4
    ];

    internal async Task<RelayAnswer> ExecuteAsync(Caller caller, byte[] raw, CancellationToken cancel)
    {
        var transaction = Decode(raw);
        var data = transaction.Transaction.Data;
        var ours =
            ledger.Options.RelayCustodians
            && transaction.Transaction.ChainId == ledger.Options.ChainId
            && transaction.Transaction.To == ledger.TenderChain.Contract
            && data.Length >= 68
            && data.Span[..4].SequenceEqual(Selector);
        if (!ours)
        {
            throw new RefusedException(VaultFaults.NoRelay);
        }

        // A nonce that lies ahead would never be mined and would wait here for ever.
        var count = await ledger.Chain.TransactionCountAsync(transaction.Sender, cancel);
        if (transaction.Transaction.Nonce > count)
        {
            throw new RefusedException(VaultFaults.NoRelay);
        }

        await AcceptAsync(caller, transaction, new RelayedShare(data[4..36].ToArray(), data.Span[67]), cancel);
        next.Ring();
        return await WaitAsync(transaction.Hash, cancel);
    }

    private static SignedTransaction Decode(byte[] raw)
    {
        try
        {
            return LegacyTransaction.Decode(raw);
        }
        catch (LedgerFormatException failure)
        {
            throw new RefusedException(VaultFaults.NoRelay, failure);
        }
    }

    private async Task AcceptAsync(
        Caller caller,
        SignedTransaction transaction,
        RelayedShare share,
        CancellationToken cancel
    )
    {
        await using var work = await database.BeginAsync(cancel);
        var waits = await work.Db.ScalarAsync<bool>(
            """
            select exists (
                select from tender t join key_set s using (key_set_id) join pool_seat p using (pool_id)
                where t.tender_ref = $1 and p.org_code = $2 and p.account = $3 and t.phase >= $5
                    and (t.state in ('sealed', 'opening', 'opened') or t.state = 'closed' and t.phase > 1)
            ) or exists (select from outbox where tx_hash = $4)
            """,
            cancel,
            share.TenderRef,
            caller.OrgCode,
            transaction.Sender.ToBytes(),
            transaction.Hash,
            (short)share.Phase
        );
        if (!waits)
        {
            throw new RefusedException(VaultFaults.NoRelay);
        }

        await Outbox.AcceptAsync(work.Db, transaction, share, clock.Now, cancel);
        await work.CommitAsync(cancel);
    }

    private async Task<RelayAnswer> WaitAsync(byte[] txHash, CancellationToken cancel)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(started) < Patience)
        {
            if (await FindAsync(txHash, cancel) is { } answer)
            {
                return answer;
            }

            await Task.Delay(AskAgain, TimeProvider.System, cancel);
        }

        throw new RefusedException(VaultFaults.NotMined);
    }

    private async Task<RelayAnswer?> FindAsync(byte[] txHash, CancellationToken cancel)
    {
        await using var db = await database.OpenAsync(cancel);
        return await db.FirstAsync(
            "select block_number, block_time, status from outbox where tx_hash = $1 and status in ('mined', 'failed')",
            r => new RelayAnswer(
                txHash,
                r.LongOrNull(0) ?? 0,
                DateTimeOffset.FromUnixTimeSeconds(r.LongOrNull(1) ?? 0),
                r.GetString(2) == "mined" ? 1 : 0
            ),
            cancel,
            txHash
        );
    }
}
