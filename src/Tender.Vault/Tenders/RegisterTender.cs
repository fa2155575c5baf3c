using Npgsql;
using Tender.Sealing;
using Tender.Vault.Anchoring;
using Tender.Vault.Audit;
using Tender.Vault.Database;
using Tender.Vault.Faults;
using Tender.Vault.Hosting;

namespace Tender.Vault.Tenders;

/// <summary>Takes a section from a trading system and owes the ledger its registration.</summary>
internal sealed class RegisterTender(
    VaultDatabase database,
    TradingSystems systems,
    LedgerAccess ledger,
    VaultClock clock,
    VaultOptions options,
    Bell<SendFacts> next
)
{
    internal async Task<(TenderRow Row, bool IsNew)> ExecuteAsync(byte[] message, CancellationToken cancel)
    {
        var (order, signed) = systems.Open(message, c => TenderOrder.Parse(c));
        if (order.Action != TenderAction.Register)
        {
            throw new RefusedException(VaultFaults.BadMessage);
        }

        var now = clock.Decide();
        var line = OrderLine.Of(order, signed);
        await using var work = await database.BeginAsync(cancel);
        if (await FindAsync(work.Db, line, cancel) is { } known)
        {
            return (known, false);
        }

        if (order.Deadline <= now || !ledger.Grid.IsOnGrid(order.Deadline!.Value) || order.MinBids < options.MinBids)
        {
            throw new RefusedException(VaultFaults.BadDeadline);
        }

        await InsertAsync(work.Db, order, now, cancel);
        await OrderLog.InsertAsync(work.Db, line, now, cancel);
        await Outbox.QueueAsync(work.Db, EntryOf(order), now, cancel);
        var name = Convert.ToHexStringLower(order.TenderRef);
        await AuditTrail.AppendAsync(
            work.Db,
            now,
            line.Signer,
            new AuditEntry("trading", "RegisterTender", name, line.ContentHash),
            cancel
        );
        var row = await TenderRow.FindAsync(work.Db, order.TenderRef, cancel);
        await work.CommitAsync(cancel);
        next.Ring();
        return (row!, true);
    }

    private OutboxEntry EntryOf(TenderOrder order)
    {
        var call = ledger.TenderChain.RegisterTender(
            order.TenderRef,
            order.DocHash!,
            (ulong)order.Deadline!.Value.ToUnixTimeSeconds(),
            (byte)order.MinBids!.Value
        );
        return new OutboxEntry("register", ledger.Registrar.Address, call) { TenderRef = order.TenderRef };
    }

    private static async Task<TenderRow?> FindAsync(NpgsqlConnection db, OrderLine line, CancellationToken cancel)
    {
        // Two registrations of one section at the same moment: one after the other.
        await db.ExecuteAsync("select pg_advisory_xact_lock($1)", cancel, BitConverter.ToInt64(line.TenderRef));
        if (await TenderRow.FindAsync(db, line.TenderRef, cancel) is not { } known)
        {
            return null;
        }

        var same = await OrderLog.HasAsync(db, line.ContentHash, cancel);
        return same ? known : throw new RefusedException(VaultFaults.OtherOrder);
    }

    private static Task<int> InsertAsync(
        NpgsqlConnection db,
        TenderOrder order,
        DateTimeOffset now,
        CancellationToken cancel
    ) =>
        db.ExecuteAsync(
            """
            insert into tender
                (tender_ref, lot, doc_hash, deadline, min_bids, suite, objection_seconds, readers, state, registered_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, 'registering', $9)
            """,
            cancel,
            order.TenderRef,
            order.Lot,
            order.DocHash,
            order.Deadline,
            (short)order.MinBids!.Value,
            (short)order.Suite!.Value,
            order.ObjectionSeconds,
            order.Readers!.ToArray(),
            now
        );
}
