using Npgsql;
using Tender.Sealing;
using Tender.Vault.Database;
using Tender.Vault.Faults;
using Tender.Vault.Tenders;

namespace Tender.Vault.Openings;

/// <summary>
/// An opening as everybody sees it, in the phase that is asked for or the current one. Everything that could hint at bids is absent before the
/// deadline.
/// </summary>
internal sealed class ReadOpening(VaultDatabase database)
{
    /// <exception cref="RefusedException">ET-3404.</exception>
    internal async Task<OpeningFacts> ExecuteAsync(byte[] tenderRef, int? named, CancellationToken cancel)
    {
        await using var db = await database.OpenAsync(cancel);
        var tender =
            await TenderRow.FindAsync(db, tenderRef, cancel) ?? throw new RefusedException(VaultFaults.NotFound);
        var phase = tender.PhaseOf(named) ?? throw new RefusedException(VaultFaults.NotFound);
        var facts = new OpeningFacts
        {
            TenderRef = tenderRef,
            State = phase < tender.Phase ? VaultState.Opened : tender.WireState,
            Deadline = tender.Deadline,
            Phase = phase,
            Seats = await SeatsAsync(db, tender, phase, cancel),
            ObjectionUntil = phase < tender.Phase ? null : tender.ObjectionUntil,
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
            (short)phase
        );
        facts = set.Root is null ? facts : facts with { Count = set.Count, SetRoot = set.Root };
        return await WithRecordAsync(db, facts, cancel);
    }

    private static async Task<OpeningFacts> WithRecordAsync(
        NpgsqlConnection db,
        OpeningFacts facts,
        CancellationToken cancel
    )
    {
        var record = await db.FirstAsync(
            "select record, salt, record_hash from opening where tender_ref = $1 and phase = $2",
            r => (Text: r.GetString(0), Salt: r.Bytes(1), Hash: r.Bytes(2)),
            cancel,
            facts.TenderRef,
            (short)facts.Phase
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
            facts.TenderRef,
            (short)facts.Phase
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

    private static Task<List<SeatAnswer>> SeatsAsync(
        NpgsqlConnection db,
        TenderRow tender,
        int phase,
        CancellationToken cancel
    ) =>
        db.ListAsync(
            """
            select p.seat, p.organisation,
                exists (
                    select from partial_opening a
                    where a.tender_ref = $2 and a.phase = $3 and a.seat = p.seat and a.state = 'verified'
                ),
                (
                    select a.reason from partial_opening a
                    where a.tender_ref = $2 and a.phase = $3 and a.seat = p.seat and a.state = 'wrong'
                    order by a.received_at, a.message_hash limit 1
                ),
                exists (
                    select from outbox o
                    where o.ref = $2 and o.phase = $3 and o.kind = 'relay' and o.status = 'mined' and o.signer = p.account
                )
            from key_set s join pool_seat p using (pool_id) where s.key_set_id = $1 order by p.seat
            """,
            ReadSeat,
            cancel,
            tender.KeySetId,
            tender.TenderRef,
            (short)phase
        );

    private static SeatAnswer ReadSeat(NpgsqlDataReader row)
    {
        var state =
            row.GetBoolean(2) ? SeatState.Verified
            : !row.IsDBNull(3) ? SeatState.Wrong
            : row.GetBoolean(4) ? SeatState.Committed
            : SeatState.Waiting;
        var reason = state == SeatState.Wrong ? row.GetString(3) : null;
        return new SeatAnswer(row.GetInt16(0), row.GetString(1), state, reason);
    }
}
