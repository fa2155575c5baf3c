using Tender.Custodian.Release;
using Tender.Ledger.Proofs;

namespace Tender.Custodian.Checks;

/// <summary>The entries shown are the sealed set: in order, distinct, giving the root, as many as the ledger says, and not too few.</summary>
internal sealed class SetEntriesCheck : IReleaseCheck
{
    private const string Name = "set-entries";

    public Refusal? Check(ReleaseCase facts)
    {
        var set = new BidSet { Phase = facts.Item.Phase, Entries = [.. facts.Bids.Select(b => b.Entry)] };
        if (!set.IsInOrder())
        {
            return new Refusal(Name, "the entries are not in order or not distinct");
        }

        if (!set.Root().AsSpan().SequenceEqual(facts.Set.SetRoot))
        {
            return new Refusal(Name, "the entries do not give the set root");
        }

        var proven = facts.Proven.SetOf(facts.Item.Phase)!;
        if (proven.Count != facts.Bids.Count || facts.Set.Count != facts.Bids.Count)
        {
            return new Refusal(Name, "the ledger has another number of entries");
        }

        return facts.Item.Phase > 1 || facts.Bids.Count >= facts.Proven.MinBids
            ? null
            : new Refusal(Name, "fewer bids than the tender needs");
    }
}
