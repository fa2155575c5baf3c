using Tender.Custodian.Release;
using Tender.Sealing;

namespace Tender.Custodian.Checks;

/// <summary>The phase has at least one part in every bid, and at most 65,535 in all.</summary>
internal sealed class PartCountCheck : IReleaseCheck
{
    public Refusal? Check(ReleaseCase facts)
    {
        if (facts.Bids.Any(b => b.Header!.Parts.All(p => p.Phase != facts.Item.Phase)))
        {
            return new Refusal("part-count", "a bid has no part of this phase");
        }

        return facts.Parts.Count is >= 1 and <= PartialOpening.MaxParts
            ? null
            : new Refusal("part-count", "more than 65,535 parts");
    }
}
