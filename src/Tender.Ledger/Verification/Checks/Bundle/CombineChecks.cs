using Tender.Ledger.Proofs;
using Tender.Sealing;

namespace Tender.Ledger.Verification;

/// <summary>
/// Check 18: k valid answers give the key of every part, or show that its envelope is garbage. Only the party form can do this.
/// </summary>
internal sealed class CombineChecks(BundleCase bundle, PartialChecks partials)
{
    private readonly CheckSheet sheet = bundle.Sheet;

    /// <summary>What became of each bid's parts by commitment; null when nothing could be combined.</summary>
    internal Dictionary<string, CombinedBid>? Run(BidSet set)
    {
        var name = Name(set);
        if (bundle.IsPublic)
        {
            sheet.Skip(18, name, "public form: keys of summaries prove themselves by their header tags");
            return null;
        }

        if (bundle.KeySet is not { } keySet || bundle.Members(set) is not { } members)
        {
            sheet.Miss(18, name, "key set or headers do not hold");
            return null;
        }

        var parts = members
            .SelectMany(m => m.Header.Parts.Where(p => p.Phase == set.Phase).Select(p => (m.Entry, m.Header, Part: p)))
            .ToList();
        var valid = partials.Run(set, [.. parts.Select(p => CurvePoint.Decode65(p.Part.Enc.Span))]);
        if (valid.Count >= keySet.K)
            return Combine(name, keySet, valid, parts);
        NotEnough(set, valid.Count, keySet.K);
        return null;
    }

    private void NotEnough(BidSet set, int valid, int needed)
    {
        var compared = $"{valid} valid partial openings, {needed} needed";
        if (bundle.Tender.OpeningOf(set.Phase) is { ByOrder: true })
            sheet.Note(18, Name(set), compared + "; opened by the supervisor's order");
        else
            sheet.Miss(18, Name(set), compared);
    }

    private Dictionary<string, CombinedBid> Combine(
        string name,
        KeySet keySet,
        IReadOnlyList<PartialOpening> valid,
        List<(SetEntryFacts Entry, SealedHeader Header, SealedPart Part)> parts
    )
    {
        var bids = new Dictionary<string, CombinedBid>();
        var shared = Combiner.SharedPoints(keySet, valid);
        foreach (var ((entry, header, part), point) in parts.Zip(shared))
        {
            var key = Key(keySet, header, part, point);
            var bid = BundleCase.Name(entry.Commitment);
            var before = bids.GetValueOrDefault(bid) ?? new CombinedBid(null, 0, 0);
            bids[bid] = new CombinedBid(
                part.PartId == BidSummary.PartId ? key : before.SummaryKey,
                before.Parts + 1,
                before.Open + (key is null ? 0 : 1)
            );
        }

        var open = bids.Values.Sum(b => b.Open);
        sheet.Pass(18, name, $"{valid.Count} valid answers open {open} of {parts.Count} parts");
        return bids;
    }

    private static string Name(BidSet set) => set.Phase == 1 ? "combination" : $"combination of phase {set.Phase}";

    private static byte[]? Key(KeySet keySet, SealedHeader header, SealedPart part, CurvePoint point)
    {
        try
        {
            var key = header.PartKey(part, header.UnwrapSecret(part, keySet.PublicKey, point));
            return header.IsPartKey(part, key) ? key : null;
        }
        catch (SealingException garbage) when (garbage.Kind == SealingError.Wrap)
        {
            return null;
        }
    }
}
