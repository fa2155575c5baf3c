using Tender.Custodian.Release;

namespace Tender.Custodian.Checks;

/// <summary>The seat's own clock has reached the latest deadline that the ledger knows, and the time does not stand still.</summary>
internal sealed class DeadlineCheck : IReleaseCheck
{
    public Refusal? Check(ReleaseCase facts)
    {
        if (facts.Proven.Held)
        {
            return new Refusal("deadline", "the deadline is held");
        }

        return facts.Now >= facts.Deadline
            ? null
            : new Refusal("deadline", "the deadline has not passed by this seat's clock", true);
    }
}
