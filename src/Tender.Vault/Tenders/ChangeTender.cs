using Npgsql;
using Tender.Ledger.Contracts;
using Tender.Sealing;
using Tender.Vault.Anchoring;
using Tender.Vault.Audit;
using Tender.Vault.Database;
using Tender.Vault.Faults;
using Tender.Vault.Hosting;

namespace Tender.Vault.Tenders;

/// <summary>
/// Takes an order to extend, hold, resume or cancel. It counts when it stands on the ledger, and only if it stands there before the old
/// deadline: the chain refuses a later one, and then nothing has changed (SBID1 11.2).
/// </summary>
internal sealed class ChangeTender(
    VaultDatabase database,
    TradingSystems systems,
    LedgerAccess ledger,
    VaultClock clock,
    Bell<SendFacts> next
)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(50);

    internal async Task<TenderRow> ExecuteAsync(byte[] tenderRef, byte[] message, CancellationToken cancel)
    {
        var (order, signed) = systems.Open(message, c => TenderOrder.Parse(c));
        if (order.Action == TenderAction.Register || !order.TenderRef.AsSpan().SequenceEqual(tenderRef))
        {
            throw new RefusedException(VaultFaults.BadMessage);
        }

        var line = OrderLine.Of(order, signed);
        await AcceptAsync(order, line, cancel);
        next.Ring();
        return await WaitAsync(line, cancel);
    }

    private async Task AcceptAsync(TenderOrder order, OrderLine line, CancellationToken cancel)
    {
        await using var work = await database.BeginAsync(cancel);
        var tender =
            await TenderRow.LockAsync(work.Db, line.TenderRef, cancel)
            ?? throw new RefusedException(VaultFaults.NotFound);
        if (await OrderLog.HasAsync(work.Db, line.ContentHash, cancel))
        {
            return;
        }

        var now = clock.Decide();
        Check(tender, order, now);
        await OrderLog.InsertAsync(work.Db, line, now, cancel);
        var entry = new OutboxEntry(line.Action, ledger.Registrar.Address, CallOf(order))
        {
            TenderRef = line.TenderRef,
        };
        await Outbox.QueueAsync(work.Db, entry, now, cancel);
        await AuditTrail.AppendAsync(
            work.Db,
            now,
            line.Signer,
            new AuditEntry("trading", "ChangeTender", Convert.ToHexStringLower(tender.TenderRef), line.ContentHash),
            cancel
        );
        await work.CommitAsync(cancel);
    }

    private void Check(TenderRow tender, TenderOrder order, DateTimeOffset now)
    {
        var running = tender.State == "keyed" && (tender.Held || now < tender.Deadline);
        var allowed = order.Action switch
        {
            TenderAction.Extend or TenderAction.Hold => running && !tender.Held,
            TenderAction.Resume => running && tender.Held,
            _ => running,
        };
        if (!allowed)
        {
            throw new RefusedException(VaultFaults.OrderNotNow);
        }

        if (order.Deadline is not { } deadline)
        {
            return;
        }

        var later = order.Action == TenderAction.Extend ? deadline > tender.Deadline : deadline >= tender.Deadline;
        if (!later || deadline <= now || !ledger.Grid.IsOnGrid(deadline))
        {
            throw new RefusedException(VaultFaults.BadDeadline);
        }
    }

    private ContractCall CallOf(TenderOrder order)
    {
        var seconds = (ulong)(order.Deadline?.ToUnixTimeSeconds() ?? 0);
        return order.Action switch
        {
            TenderAction.Extend => ledger.TenderChain.ExtendDeadline(order.TenderRef, seconds, order.NoticeHash!),
            TenderAction.Hold => ledger.TenderChain.Hold(order.TenderRef, order.NoticeHash!),
            TenderAction.Resume => ledger.TenderChain.Resume(order.TenderRef, seconds, order.NoticeHash!),
            // Cancelling on the chain is the supervisor's; the vault records the notice and never seals the set.
            _ => ledger.TenderChain.PublishNotice(order.TenderRef, order.NoticeHash!),
        };
    }

    /// <summary>Gives the usual case its result at once; when the chain is slow the caller sees the unchanged section and asks again.</summary>
    private async Task<TenderRow> WaitAsync(OrderLine line, CancellationToken cancel)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            await using (var db = await database.OpenAsync(cancel))
            {
                var state = await StateAsync(db, line.ContentHash, cancel);
                if (state == "failed")
                {
                    throw new RefusedException(VaultFaults.OrderNotNow);
                }

                if (state == "applied" || TimeProvider.System.GetElapsedTime(started) > Patience)
                {
                    return (await TenderRow.FindAsync(db, line.TenderRef, cancel))!;
                }
            }

            await Task.Delay(AskAgain, TimeProvider.System, cancel);
        }
    }

    private static Task<string?> StateAsync(NpgsqlConnection db, byte[] contentHash, CancellationToken cancel) =>
        db.ScalarAsync<string>("select state from tender_order where content_hash = $1", cancel, contentHash);
}
