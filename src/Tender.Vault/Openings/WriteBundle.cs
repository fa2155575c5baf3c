using System.Text;
using Npgsql;
using Tender.Ledger.Proofs;
using Tender.Ledger.Receipts;
using Tender.Ledger.Verification;
using Tender.Sealing;
using Tender.Vault.Closing;
using Tender.Vault.Database;
using Tender.Vault.Faults;
using Tender.Vault.Pools;
using Tender.Vault.Sessions;
using Tender.Vault.Storage;
using Tender.Vault.Tenders;

namespace Tender.Vault.Openings;

/// <summary>
/// Writes the verifier's bundle (SBID1 15) with all phases that are opened: the party form to those who took part, the public form to everybody
/// else. The proof of the ledger is taken first and decides what belongs into it: a set that is sealed and not opened yet comes without answers.
/// </summary>
internal sealed class WriteBundle(VaultDatabase database, IBlobStore store, TenderProofs proofs, ReadKeySet keySets)
{
    internal async Task<IResult> ExecuteAsync(Caller? caller, byte[] tenderRef, CancellationToken cancel)
    {
        await using var db = await database.OpenAsync(cancel);
        var tender =
            await TenderRow.FindAsync(db, tenderRef, cancel) ?? throw new RefusedException(VaultFaults.NotFound);
        // A later statement without its receipt would make an earlier one of that bidder look omitted.
        if (!tender.IsOpened(1) || !await HasAllReceiptsAsync(db, tenderRef, cancel))
        {
            throw new RefusedException(VaultFaults.OpeningNotNow);
        }

        var party = caller is not null && await Parties.IsPartyAsync(db, caller.OrgCode, tender, cancel);
        var form = party ? BundleForm.Party : BundleForm.Public;
        var proof = await proofs.TakeAsync(tenderRef, cancel);
        var proven = ProvenTender.Of(tenderRef, proof.Facts);
        if (proven.OpeningOf(1) is null)
        {
            // The node does not know yet what the vault has seen on the chain.
            throw new RefusedException(VaultFaults.OpeningNotNow);
        }

        var sets = new List<OpeningSet>();
        foreach (var told in proven.Sets)
        {
            sets.Add(await OpeningSet.LoadAsync(db, tender, told.Phase, cancel));
        }

        var papers = new BundlePapers(form, proof, sets, [.. proven.Openings.Select(o => o.Phase)]);
        return Results.Stream(
            target => WriteAsync(target, tender, papers, cancel),
            "application/zip",
            $"opening-{Convert.ToHexStringLower(tenderRef)[..8]}.zip"
        );
    }

    private async Task WriteAsync(Stream target, TenderRow tender, BundlePapers papers, CancellationToken cancel)
    {
        var writer = new OpeningBundleWriter(
            target,
            new BundleTender
            {
                V = 1,
                Form = papers.Form,
                TenderRef = tender.TenderRef,
                Lot = tender.Lot,
                DocHash = tender.DocHash,
                Suite = tender.Suite,
            }
        );
        await using var db = await database.OpenAsync(cancel);
        await writer.AddAsync(await KeySetAsync(tender, cancel), cancel);
        await writer.AddAsync(papers.Proof, cancel);
        foreach (var set in papers.Sets)
        {
            await writer.AddAsync(BidSet.Of(set.Phase, set.Bids.Select(b => b.Entry)), cancel);
        }

        foreach (var receipt in await ReceiptsAsync(db, tender, cancel))
        {
            await writer.AddAsync(receipt, cancel);
        }

        // Bids of later sets are bids of the first.
        foreach (var bid in papers.Sets[0].Bids)
        {
            await writer.AddHeaderAsync(bid.File.Header.Bytes.ToArray(), cancel);
        }

        foreach (var set in papers.Sets.Where(s => papers.Opened.Contains(s.Phase)))
        {
            await AddOpenedAsync(writer, db, set, papers.Form, cancel);
        }

        await writer.CompleteAsync(cancel);
    }

    private async Task AddOpenedAsync(
        OpeningBundleWriter writer,
        NpgsqlConnection db,
        OpeningSet set,
        BundleForm form,
        CancellationToken cancel
    )
    {
        var (tenderRef, phase) = (set.Tender.TenderRef, (short)set.Phase);
        var keys = await db.ListAsync(
            """
            select commitment, key from part_key where tender_ref = $1 and phase = $2 and part_id = 1 and key is not null
            order by commitment
            """,
            r => (Commitment: r.Bytes(0), Key: r.Bytes(1)),
            cancel,
            tenderRef,
            phase
        );
        foreach (var (commitment, key) in keys)
        {
            var bid = set.Bids.First(b => b.Entry.Commitment.AsSpan().SequenceEqual(commitment));
            await writer.AddAsync(await SummaryPart.ReadAsync(store, bid, key, cancel), cancel);
        }

        if (form == BundleForm.Party)
        {
            foreach (var partial in await PartialsAsync(db, tenderRef, phase, cancel))
            {
                await writer.AddAsync(partial, cancel);
            }
        }

        var record = await db.FirstAsync(
            "select record, salt from opening where tender_ref = $1 and phase = $2",
            r => new OpeningRecordFile(phase, Encoding.UTF8.GetBytes(r.GetString(0)), r.Bytes(1)),
            cancel,
            tenderRef,
            phase
        );
        await writer.AddAsync(record!, cancel);
    }

    private async Task<BundleKeySet> KeySetAsync(TenderRow tender, CancellationToken cancel)
    {
        var facts = await keySets.ExecuteAsync(tender.KeySetId!, cancel);
        return new BundleKeySet
        {
            PoolId = facts.PoolId,
            Index = facts.Index,
            K = facts.K,
            Ext = facts.Ext,
            Certificate = facts.Certificate.ToArray(),
            Messages = [.. facts.Messages.Select(m => m.ToArray())],
            Seats = [.. facts.Seats.Select(s => s.Statement!.Value.ToArray())],
        };
    }

    private static Task<bool> HasAllReceiptsAsync(NpgsqlConnection db, byte[] tenderRef, CancellationToken cancel) =>
        db.ScalarAsync<bool>(
            """
            select not exists (
                select from submission s where s.tender_ref = $1 and s.verdict = 'accepted'
                    and not exists (select from offline_receipt r where r.receipt_no = s.receipt_no)
            )
            """,
            cancel,
            tenderRef
        );

    private static async Task<List<OfflineReceipt>> ReceiptsAsync(
        NpgsqlConnection db,
        TenderRow tender,
        CancellationToken cancel
    )
    {
        var bodies = await db.ListAsync(
            """
            select distinct on (s.receipt_no) r.body
            from submission s join offline_receipt r using (receipt_no)
            where s.tender_ref = $1 and s.verdict = 'accepted' order by s.receipt_no, r.revision desc
            """,
            r => r.Bytes(0),
            cancel,
            tender.TenderRef
        );
        return [.. bodies.Select(b => OfflineReceipt.Parse(b))];
    }

    private static Task<List<PartialOpeningFile>> PartialsAsync(
        NpgsqlConnection db,
        byte[] tenderRef,
        short phase,
        CancellationToken cancel
    ) =>
        db.ListAsync(
            """
            select phase, seat, message from partial_opening
            where tender_ref = $1 and phase = $2 and state = 'verified' order by seat
            """,
            r => new PartialOpeningFile(r.GetInt16(0), r.GetInt16(1), r.Bytes(2)),
            cancel,
            tenderRef,
            phase
        );

    /// <summary>What a bundle is made of.</summary>
    private sealed record BundlePapers(
        BundleForm Form,
        TenderProof Proof,
        IReadOnlyList<OpeningSet> Sets,
        IReadOnlyList<int> Opened
    );
}
