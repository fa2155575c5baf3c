using Tender.Ledger.Proofs;
using Tender.Sealing;

namespace Tender.Ledger.Verification;

/// <summary>
/// Check 18: k valid answers give the key of every part, or show that its envelope is garbage. Only the party form can do this.
/// </summary>
internal sealed class CombineChecks(BundleCase bundle, PartialChecks partials)
{
    private readonly CheckSheet sheet = bundle.Sheet;

    /// <summary>What the parts of a phase gave; null when nothing could be combined.</summary>
    internal PhaseKeys? Run(BidSet set)
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

    private PhaseKeys Combine(
        KeySet keySet,
        IReadOnlyList<PartialOpening> valid,
        List<(SetEntryFacts Entry, SealedHeader Header, SealedPart Part)> parts
    )
    {
        var keys = new PhaseKeys();
        var shared = Combiner.SharedPoints(keySet, valid);
        var open = 0;
        foreach (var ((entry, header, part), point) in parts.Zip(shared))
        {
            var key = Key(keySet, header, part, point);
            open += key is null ? 0 : 1;
            keys.Add(BundleCase.Name(entry.Commitment), part, key);
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

/// <summary>What the parts of a phase gave, by commitment.</summary>
internal sealed class PhaseKeys
{
    private readonly HashSet<string> shut = [];

    /// <summary>The key of part 1 of bids that have it in this phase; null for garbage.</summary>
    internal Dictionary<string, byte[]?> Summaries { get; } = [];

    internal void Add(string commitment, SealedPart part, byte[]? key)
    {
        if (key is null)
            shut.Add(commitment);
        if (part.PartId == BidSummary.PartId)
            Summaries[commitment] = key;
    }

    /// <summary>Whether every part of the bid in this phase opens.</summary>
    internal bool IsOpen(string commitment) => !shut.Contains(commitment);
}
