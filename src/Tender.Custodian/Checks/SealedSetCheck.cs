using Tender.Custodian.Release;

namespace Tender.Custodian.Checks;

/// <summary>The ledger holds exactly this set root for this phase, in a block at or after the deadline.</summary>
internal sealed class SealedSetCheck : IReleaseCheck
{
    public Refusal? Check(ReleaseCase facts)
    {
        if (facts.Set.Phase != facts.Item.Phase || facts.Proven.SetOf(facts.Item.Phase) is not { } proven)
        {
            return new Refusal("sealed-set", "the ledger has no set of this phase");
        }

        if (!proven.SetRoot.AsSpan().SequenceEqual(facts.Set.SetRoot))
        {
            return new Refusal("sealed-set", "the ledger has another set root");
        }

        return proven.At >= facts.Proven.Deadline
            ? null
            : new Refusal("sealed-set", "the set was sealed before the deadline");
    }
}
