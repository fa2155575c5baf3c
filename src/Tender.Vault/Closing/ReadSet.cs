using System.Text.Json;
using Npgsql;
using Tender.Sealing;
using Tender.Vault.Database;
using Tender.Vault.Faults;
using Tender.Vault.Sessions;
using Tender.Vault.Tenders;

namespace Tender.Vault.Closing;

/// <summary>The closed set: entries for everybody, headers and signed words for seats and parties. Nothing before the deadline.</summary>
internal sealed class ReadSet(VaultDatabase database, TenderProofs proofs)
{
    /// <exception cref="RefusedException">ET-3404: unknown, or not closed.</exception>
    internal async Task<SetFacts> ExecuteAsync(byte[] tenderRef, int? named, CancellationToken cancel)
    {
        await using var db = await database.OpenAsync(cancel);
        var (_, phase) = await FindClosedAsync(db, tenderRef, named, cancel);
        var set =
            await db.FirstAsync(
                """
                select b.phase, b.set_root, b.count, b.decision_hash, (
                    select o.tx_hash from outbox o
                    where o.ref = b.tender_ref and o.phase = b.phase and o.kind in ('sealSet', 'sealPhase') and o.status = 'mined'
                )
                from bid_set b where b.tender_ref = $1 and b.phase = $2
                """,
                r => new SetFacts
                {
                    TenderRef = tenderRef,
                    Phase = r.GetInt16(0),
                    SetRoot = r.Bytes(1),
                    Count = r.GetInt32(2),
                    DecisionHash = r.BytesOrNull(3),
                    TxHash = r.BytesOrNull(4),
                    Entries = [],
                },
                cancel,
                tenderRef,
                (short)phase
            ) ?? throw new RefusedException(VaultFaults.NotFound);
        return set with { Entries = await EntriesAsync(db, tenderRef, phase, cancel) };
    }

    internal static Task<List<SetEntryFacts>> EntriesAsync(
        NpgsqlConnection db,
        byte[] tenderRef,
        int phase,
        CancellationToken cancel
    ) =>
        db.ListAsync(
            """
            select commitment, header_hash, tree_root, statement_hash, org_code, company
            from set_entry where tender_ref = $1 and phase = $2 order by commitment
            """,
            r => new SetEntryFacts
            {
                Commitment = r.Bytes(0),
                HeaderHash = r.Bytes(1),
                TreeRoot = r.Bytes(2),
                StatementHash = r.Bytes(3),
                OrgCode = r.GetString(4),
                Company = r.GetString(5),
            },
            cancel,
            tenderRef,
            (short)phase
        );

    internal async Task<SetHeaders> HeadersAsync(Caller caller, byte[] tenderRef, int? named, CancellationToken cancel)
    {
        List<SetHeaderEntry> entries;
        await using (var db = await database.OpenAsync(cancel))
        {
            var (tender, phase) = await FindClosedAsync(db, tenderRef, named, cancel);
            if (!await Parties.IsPartyAsync(db, caller.OrgCode, tender, cancel))
            {
                throw new RefusedException(VaultFaults.NotAllowed);
            }

            entries = await db.ListAsync(
                """
                select e.commitment, f.header, s.statement, s.receipt
                from set_entry e
                join submission s using (receipt_no)
                join stored_file f on f.org_code = e.org_code and f.tree_root = e.tree_root
                where e.tender_ref = $1 and e.phase = $2 order by e.commitment
                """,
                r => new SetHeaderEntry(r.Bytes(0), r.Bytes(1), r.Bytes(2), r.Bytes(3)),
                cancel,
                tenderRef,
                (short)phase
            );
        }

        var proof = await proofs.TakeAsync(tenderRef, cancel);
        return new SetHeaders
        {
            TenderRef = tenderRef,
            Entries = entries,
            TenderProof = JsonElement.Parse(proof.Write()),
        };
    }

    private static async Task<(TenderRow Tender, int Phase)> FindClosedAsync(
        NpgsqlConnection db,
        byte[] tenderRef,
        int? named,
        CancellationToken cancel
    ) =>
        await TenderRow.FindAsync(db, tenderRef, cancel) is { IsClosed: true } tender
        && tender.PhaseOf(named) is { } phase
            ? (tender, phase)
            : throw new RefusedException(VaultFaults.NotFound);
}
