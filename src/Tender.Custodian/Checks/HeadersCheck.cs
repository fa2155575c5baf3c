using Tender.Custodian.Release;

namespace Tender.Custodian.Checks;

/// <summary>Every header has SBID1's grammar, is the one of its entry, and was made for this tender, lot and key set.</summary>
internal sealed class HeadersCheck : IReleaseCheck
{
    private const string Name = "headers";

    public Refusal? Check(ReleaseCase facts)
    {
        foreach (var bid in facts.Bids)
        {
            if (!bid.IsPaired || bid.Header is not { } header)
            {
                return new Refusal(Name, "a header is missing or cannot be read");
            }

            if (!header.Hash().AsSpan().SequenceEqual(bid.Entry.HeaderHash))
            {
                return new Refusal(Name, "a header is not the one of its entry");
            }

            var isOurs =
                header.TenderRef.Span.SequenceEqual(facts.Item.TenderRef)
                && header.Lot == new Guid(facts.Tender.Lot, bigEndian: true)
                && header.KeySetId.Span.SequenceEqual(facts.KeySet!.Id.Span);
            if (!isOurs)
            {
                return new Refusal(Name, "a header was made for another tender, lot or key set");
            }
        }

        return null;
    }
}
