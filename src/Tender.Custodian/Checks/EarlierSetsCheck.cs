using Tender.Custodian.Release;
using Tender.Ledger.Proofs;

namespace Tender.Custodian.Checks;

/// <summary>
/// A later phase opens bids of the phase before and no others: each earlier set gives the root that the ledger has of it, and every entry is one
/// of the set before, byte for byte. So no bid enters after the first seal, by whatever way.
/// </summary>
internal sealed class EarlierSetsCheck : IReleaseCheck
{
    private const string Name = "earlier-sets";

    public Refusal? Check(ReleaseCase facts)
    {
        var entries = facts.Bids.Select(b => b.Entry).ToList();
        for (var phase = facts.Item.Phase - 1; phase >= 1; phase--)
        {
            if (facts.Earlier.FirstOrDefault(s => s.Phase == phase) is not { } told)
            {
                return new Refusal(Name, "the set of an earlier phase is missing");
            }

            var set = new BidSet { Phase = phase, Entries = told.Entries };
            if (!set.IsInOrder() || !set.Root().AsSpan().SequenceEqual(facts.Proven.SetOf(phase)!.SetRoot))
            {
                return new Refusal(Name, "the set of an earlier phase is not the one on the ledger");
            }

            var known = set.Entries.Select(e => Convert.ToHexString(BidSet.ToBytes(e))).ToHashSet();
            if (!entries.All(e => known.Contains(Convert.ToHexString(BidSet.ToBytes(e)))))
            {
                return new Refusal(Name, "a bid was not in the phase before");
            }

            entries = [.. set.Entries];
        }

        return null;
    }
}
