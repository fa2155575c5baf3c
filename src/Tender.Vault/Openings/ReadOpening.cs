using Npgsql;
using Tender.Sealing;
using Tender.Vault.Database;
using Tender.Vault.Faults;
using Tender.Vault.Tenders;

namespace Tender.Vault.Openings;

/// <summary>An opening as everybody sees it. Everything that could hint at bids is absent before the deadline.</summary>
internal sealed class ReadOpening(VaultDatabase database)
{
    /// <exception cref="RefusedException">ET-3404.</exception>
    internal async Task<OpeningFacts> ExecuteAsync(byte[] tenderRef, CancellationToken cancel)
    {
        await using var db = await database.OpenAsync(cancel);
        var tender =
            await TenderRow.FindAsync(db, tenderRef, cancel) ?? throw new RefusedException(VaultFaults.NotFound);
        var facts = new OpeningFacts
        {
            TenderRef = tenderRef,
            State = tender.WireState,
            Deadline = tender.Deadline,
            Phase = tender.Phase,
            Seats = await SeatsAsync(db, tender, cancel),
            ObjectionUntil = tender.ObjectionUntil,
        };
        if (!tender.IsClosed)
        {
            return facts;
        }

        var set = await db.FirstAsync(
            "select count, set_root from bid_set where tender_ref = $1 and phase = $2",
            r => (Count: r.GetInt32(0), Root: r.BytesOrNull(1)),
            cancel,
            tenderRef,
            (short)tender.Phase
        );
        facts = set.Root is null ? facts : facts with { Count = set.Count, SetRoot = set.Root };
        return await WithRecordAsync(db, tender, facts, cancel);
    }

    private static async Task<OpeningFacts> WithRecordAsync(
        NpgsqlConnection db,
        TenderRow tender,
        OpeningFacts facts,
        CancellationToken cancel
    )
    {
        var record = await db.FirstAsync(
            "select record, salt, record_hash from opening where tender_ref = $1 and phase = $2",
            r => (Text: r.GetString(0), Salt: r.Bytes(1), Hash: r.Bytes(2)),
            cancel,
            tender.TenderRef,
            (short)tender.Phase
        );
        if (record.Text is null)
        {
            return facts;
        }

        var bids = await db.ListAsync(
            """
            select e.commitment, e.org_code, e.company, b.state, b.reason, b.summary
            from set_entry e join opened_bid b using (tender_ref, phase, commitment)
            where e.tender_ref = $1 and e.phase = $2 order by e.commitment
            """,
            ReadBid,
            cancel,
            tender.TenderRef,
            (short)tender.Phase
        );
        return facts with { Bids = bids, Record = record.Text, Salt = record.Salt, RecordHash = record.Hash };
    }

    private static OpenedBid ReadBid(NpgsqlDataReader row) =>
        new()
        {
            Commitment = row.Bytes(0),
            OrgCode = row.GetString(1),
            Company = row.GetString(2),
            State = row.GetString(3) == "open" ? BidState.Open : BidState.Unread,
            Reason = row.TextOrNull(4),
            Summary = row.BytesOrNull(5) is { } summary ? BidSummary.Parse(summary) : null,
        };

    private static Task<List<SeatAnswer>> SeatsAsync(NpgsqlConnection db, TenderRow tender, CancellationToken cancel) =>
        db.ListAsync(
            """
            select p.seat, p.organisation,
                exists (
                    select from partial_opening a
                    where a.tender_ref = $2 and a.phase = $3 and a.seat = p.seat and a.state = 'verified'
                ),
                exists (select from partial_opening a where a.tender_ref = $2 and a.phase = $3 and a.seat = p.seat),
                exists (
                    select from outbox o where o.ref = $2 and o.kind = 'relay' and o.status = 'mined' and o.signer = p.account
                )
            from key_set s join pool_seat p using (pool_id) where s.key_set_id = $1 order by p.seat
            """,
            r => new SeatAnswer(
                r.GetInt16(0),
                r.GetString(1),
                r.GetBoolean(2) ? SeatState.Verified
                    : r.GetBoolean(3) ? SeatState.Wrong
                    : r.GetBoolean(4) ? SeatState.Committed
                    : SeatState.Waiting
            ),
            cancel,
            tender.KeySetId,
            tender.TenderRef,
            (short)tender.Phase
        );
}
