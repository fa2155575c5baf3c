using Npgsql;
using Tender.Ledger.Contracts;
using Tender.Sealing;
using Tender.Vault.Anchoring;
using Tender.Vault.Audit;
using Tender.Vault.Database;
using Tender.Vault.Faults;
using Tender.Vault.Hosting;
using Tender.Vault.Submissions;
using Tender.Vault.Tenders;

namespace Tender.Vault.Closing;

/// <summary>
/// Takes the order to open the next phase for the bids that go on (SBID1 13.7). In one transaction the set of the phase is frozen and its
/// place on the ledger is owed; a phase has one set, for ever. Its parts stay shut until the custodians have answered.
/// </summary>
internal sealed class OpenPhase(
    VaultDatabase database,
    TradingSystems systems,
    LedgerAccess ledger,
    VaultClock clock,
    Bell<SendFacts> next
)
{
    /// <exception cref="RefusedException">ET-3404, ET-3019, ET-3042 to ET-3046.</exception>
    internal async Task<(TenderRow Row, bool IsNew)> ExecuteAsync(
        byte[] tenderRef,
        byte[] message,
        CancellationToken cancel
    )
    {
        var (order, signed) = systems.Open(message, c => PhaseOrder.Parse(c));
        if (!order.TenderRef.AsSpan().SequenceEqual(tenderRef))
        {
            throw new RefusedException(VaultFaults.BadMessage);
        }

        var line = OrderLine.Of(order, signed);
        await using var work = await database.BeginAsync(cancel);
        var tender =
            await TenderRow.LockAsync(work.Db, tenderRef, cancel) ?? throw new RefusedException(VaultFaults.NotFound);
        if (await OrderLog.HasAsync(work.Db, line.ContentHash, cancel))
        {
            return (tender, false);
        }

        Check(tender, order);
        var now = clock.Decide();
        var members = await MembersAsync(work.Db, order, cancel);
        await OrderLog.InsertAsync(work.Db, line, now, cancel);
        await FreezeAsync(work.Db, new FrozenSet(order.Phase, members, order.DecisionHash), line, now, cancel);
        var row = await TenderRow.FindAsync(work.Db, tenderRef, cancel);
        await work.CommitAsync(cancel);
        next.Ring();
        return (row!, true);
    }

    private static void Check(TenderRow tender, PhaseOrder order)
    {
        if (order.Phase <= tender.Phase)
        {
            throw new RefusedException(VaultFaults.OtherPhaseOrder);
        }

        if (tender.State != "opened" || order.Phase != tender.Phase + 1)
        {
            throw new RefusedException(VaultFaults.OrderNotNow);
        }
    }

    /// <summary>The ordered bids as the phase before had them. Each must have something to open, or custodians would refuse the whole set.</summary>
    private static async Task<IReadOnlyList<SetMember>> MembersAsync(
        NpgsqlConnection db,
        PhaseOrder order,
        CancellationToken cancel
    )
    {
        var members = await db.ListAsync(
            """
            select receipt_no, commitment, header_hash, tree_root, statement_hash, org_code, company
            from set_entry where tender_ref = $1 and phase = $2 and commitment = any($3)
            """,
            SetMember.Read,
            cancel,
            order.TenderRef,
            (short)(order.Phase - 1),
            order.Commitments.ToArray()
        );
        if (members.Count != order.Commitments.Count)
        {
            throw new RefusedException(VaultFaults.NotInFormerSet);
        }

        var parts = 0;
        foreach (var member in members)
        {
            var file = await StoredFile.FindAsync(db, member.Facts.OrgCode, member.Facts.TreeRoot, cancel);
            var own = file!.Header.Parts.Count(p => p.Phase == order.Phase);
            parts += own;
            if (own == 0 || parts > PartialOpening.MaxParts)
            {
                throw new RefusedException(VaultFaults.NoPartOfPhase);
            }
        }

        return members;
    }

    private async Task FreezeAsync(
        NpgsqlConnection db,
        FrozenSet set,
        OrderLine line,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        await SetWriter.InsertAsync(db, line.TenderRef, set, now, cancel);
        await db.ExecuteAsync(
            "update tender set phase = $2, state = 'closed', objection_until = null where tender_ref = $1",
            cancel,
            line.TenderRef,
            (short)set.Phase
        );
        var fact = new PhaseSealed((byte)set.Phase, set.Root, (uint)set.Count, set.DecisionHash!);
        await Outbox.QueueAsync(db, SealSets.PhaseEntry(ledger, line.TenderRef, fact), now, cancel);
        await AuditTrail.AppendAsync(
            db,
            now,
            line.Signer,
            new AuditEntry(
                "trading",
                $"OpenPhase {set.Phase}",
                Convert.ToHexStringLower(line.TenderRef),
                line.ContentHash
            ),
            cancel
        );
    }
}
