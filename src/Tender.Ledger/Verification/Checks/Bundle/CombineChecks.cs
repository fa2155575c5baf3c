using Tender.Ledger.Proofs;
using Tender.Sealing;

namespace Tender.Ledger.Verification;

/// <summary>
/// Check 18: k valid answers give the key of every part, or show that its envelope is garbage. Only the party form can do this.
/// </summary>
internal sealed class CombineChecks(BundleCase bundle, PartialChecks partials)
{
    private readonly CheckSheet sheet = bundle.Sheet;

    /// <summary>The key of part 1 by commitment, null for garbage; null when nothing could be combined.</summary>
    internal Dictionary<string, byte[]?>? Run(BidSet set)
    {
        const string name = "combination";
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
        if (valid.Count < keySet.K)
        {
            NotEnough(set, valid.Count, keySet.K);
            return null;
        }

        return Combine(keySet, valid, parts);
    }

    private void NotEnough(BidSet set, int valid, int needed)
    {
        var compared = $"{valid} valid partial openings, {needed} needed";
        if (bundle.Tender.OpeningOf(set.Phase) is { ByOrder: true })
            sheet.Note(18, "combination", compared + "; opened by the supervisor's order");
        else
            sheet.Miss(18, "combination", compared);
    }

    private Dictionary<string, byte[]?> Combine(
        KeySet keySet,
        IReadOnlyList<PartialOpening> valid,
        List<(SetEntryFacts Entry, SealedHeader Header, SealedPart Part)> parts
    )
    {
        var keys = new Dictionary<string, byte[]?>();
        var shared = Combiner.SharedPoints(keySet, valid);
        var open = 0;
        foreach (var ((entry, header, part), point) in parts.Zip(shared))
        {
            var key = Key(keySet, header, part, point);
            open += key is null ? 0 : 1;
            if (part.PartId == BidSummary.PartId)
                keys[BundleCase.Name(entry.Commitment)] = key;
        }

        sheet.Pass(18, "combination", $"{valid.Count} valid answers open {open} of {parts.Count} parts");
        return keys;
    }

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
