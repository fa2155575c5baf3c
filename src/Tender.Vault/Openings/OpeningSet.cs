using Npgsql;
using Tender.Sealing;
using Tender.Vault.Database;
using Tender.Vault.Submissions;
using Tender.Vault.Tenders;

namespace Tender.Vault.Openings;

/// <summary>A closed set with everything that answers are checked against: key set, context, and the wrapped points in their one order.</summary>
internal sealed record OpeningSet
{
    internal required TenderRow Tender { get; init; }

    /// <summary>From 1.</summary>
    internal int Phase => Context.Phase;

    internal required KeySet KeySet { get; init; }

    internal required OpeningContext Context { get; init; }

    /// <summary>In set order.</summary>
    internal required IReadOnlyList<OpeningSetBid> Bids { get; init; }

    /// <summary>Parts of the phase in set order, then part order (SBID1 13.4).</summary>
    internal IReadOnlyList<(OpeningSetBid Bid, SealedPart Part)> Parts =>
        [.. Bids.SelectMany(b => b.File.Header.Parts.Where(p => p.Phase == Phase).Select(p => (b, p)))];

    internal IReadOnlyList<CurvePoint> Encs => [.. Parts.Select(p => CurvePoint.Decode65(p.Part.Enc.Span))];

    internal static async Task<OpeningSet> LoadAsync(
        NpgsqlConnection db,
        TenderRow tender,
        int phase,
        CancellationToken cancel
    )
    {
        var certificate = await db.ScalarAsync<byte[]>(
            "select certificate from key_set where key_set_id = $1",
            cancel,
            tender.KeySetId
        );
        var root = await db.ScalarAsync<byte[]>(
            "select set_root from bid_set where tender_ref = $1 and phase = $2",
            cancel,
            tender.TenderRef,
            (short)phase
        );
        var entries = await Closing.ReadSet.EntriesAsync(db, tender.TenderRef, phase, cancel);
        var bids = new List<OpeningSetBid>();
        foreach (var entry in entries)
        {
            var file = await StoredFile.FindAsync(db, entry.OrgCode, entry.TreeRoot, cancel);
            bids.Add(new OpeningSetBid(entry, file!));
        }

        return new OpeningSet
        {
            Tender = tender,
            KeySet = KeySet.Parse(certificate),
            Context = new OpeningContext
            {
                TenderRef = tender.TenderRef,
                Lot = tender.LotId,
                Phase = (byte)phase,
                SetRoot = root!,
            },
            Bids = bids,
        };
    }
}

/// <summary>A bid of the set with its stored file.</summary>
internal sealed record OpeningSetBid(SetEntryFacts Entry, StoredFile File);
