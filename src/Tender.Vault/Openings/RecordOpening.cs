using System.Text;
using Npgsql;
using Tender.Ledger.Verification;
using Tender.Sealing;
using Tender.Vault.Anchoring;
using Tender.Vault.Audit;
using Tender.Vault.Database;
using Tender.Vault.Hosting;

namespace Tender.Vault.Openings;

/// <summary>Writes what an opening brought, in one transaction, and owes the ledger the salted hash of the record.</summary>
internal sealed class RecordOpening(
    VaultDatabase database,
    LedgerAccess ledger,
    VaultClock clock,
    IRandom random,
    Bell<SendFacts> next
)
{
    internal async Task ExecuteAsync(
        OpeningSet set,
        IReadOnlyList<UsedAnswer> answers,
        IReadOnlyList<PartOutcome> parts,
        IReadOnlyList<BidOutcome> bids,
        CancellationToken cancel
    )
    {
        var now = clock.Now;
        var record = RecordOf(set, answers, bids, now).Write();
        var salt = random.Bytes(32);
        var hash = OpeningRecord.Hash(salt, record);
        var tender = set.Tender;
        await using var work = await database.BeginAsync(cancel);
        var isNew = await work.Db.ExecuteAsync(
            """
            insert into opening (tender_ref, phase, record, salt, record_hash, combined_at)
            values ($1, $2, $3, $4, $5, $6) on conflict do nothing
            """,
            cancel,
            tender.TenderRef,
            (short)tender.Phase,
            Encoding.UTF8.GetString(record),
            salt,
            hash,
            now
        );
        if (isNew != 1)
        {
            return;
        }

        await StoreAsync(work.Db, set, parts, bids, cancel);
        await QueueAsync(work.Db, set, hash, now, cancel);
        await AuditTrail.AppendAsync(
            work.Db,
            now,
            "vault",
            new AuditEntry("vault", "RecordOpening", Convert.ToHexStringLower(tender.TenderRef), hash),
            cancel
        );
        await work.CommitAsync(cancel);
        next.Ring();
    }

    private Task QueueAsync(
        NpgsqlConnection db,
        OpeningSet set,
        byte[] hash,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var (tenderRef, phase) = (set.Tender.TenderRef, (byte)set.Tender.Phase);
        var call = ledger.TenderChain.RecordOpening(tenderRef, phase, hash);
        var entry = new OutboxEntry("recordOpening", ledger.Recorder.Address, call)
        {
            TenderRef = tenderRef,
            Phase = phase,
        };
        return Outbox.QueueAsync(db, entry, now, cancel);
    }

    private static OpeningRecord RecordOf(
        OpeningSet set,
        IReadOnlyList<UsedAnswer> answers,
        IReadOnlyList<BidOutcome> bids,
        DateTimeOffset now
    ) =>
        new()
        {
            V = 1,
            TenderRef = set.Tender.TenderRef,
            Lot = set.Tender.Lot,
            Phase = set.Tender.Phase,
            Deadline = set.Tender.Deadline,
            OpenedAt = now,
            SetRoot = set.Context.SetRoot.ToArray(),
            Shares =
            [
                .. answers.Select(a => new OpeningRecordShare(
                    a.Seat,
                    a.Organisation.Name,
                    a.Organisation.OrgCode,
                    a.MessageHash
                )),
            ],
            Bids =
            [
                .. bids.Select(b => new OpeningRecordBid
                {
                    Commitment = b.Entry.Commitment,
                    TreeRoot = b.Entry.TreeRoot,
                    OrgCode = b.Entry.OrgCode,
                    Company = b.Entry.Company,
                    State = b.Reason is null ? BidState.Open : BidState.Unread,
                    Reason = b.Reason,
                    Summary = b.Summary,
                }),
            ],
        };

    private static async Task StoreAsync(
        NpgsqlConnection db,
        OpeningSet set,
        IReadOnlyList<PartOutcome> parts,
        IReadOnlyList<BidOutcome> bids,
        CancellationToken cancel
    )
    {
        foreach (var bid in bids)
        {
            await db.ExecuteAsync(
                "insert into opened_bid (tender_ref, phase, commitment, state, reason, summary) values ($1, $2, $3, $4, $5, $6)",
                cancel,
                set.Tender.TenderRef,
                (short)set.Tender.Phase,
                bid.Entry.Commitment,
                bid.Reason is null ? "open" : "unread",
                bid.Reason,
                bid.Summary?.Write()
            );
        }

        foreach (var part in parts)
        {
            await db.ExecuteAsync(
                "insert into part_key (tender_ref, phase, commitment, part_id, key, reason) values ($1, $2, $3, $4, $5, $6)",
                cancel,
                set.Tender.TenderRef,
                (short)set.Tender.Phase,
                part.Bid.Entry.Commitment,
                (short)part.Part.PartId,
                part.Key,
                part.Reason
            );
        }
    }
}
