using Tender.Custodian.Release;

namespace Tender.Custodian.Checks;

/// <summary>Every earlier phase is recorded as opened, and the asked one is the latest that was sealed.</summary>
internal sealed class PhaseOrderCheck : IReleaseCheck
{
    public Refusal? Check(ReleaseCase facts)
    {
        var phase = facts.Item.Phase;
        if (phase is < 1 or > 8 || facts.Proven.Sets.Count != phase)
        {
            return new Refusal("phase-order", "not the latest sealed phase");
        }

        return Enumerable.Range(1, phase - 1).All(p => facts.Proven.OpeningOf(p) is not null)
            ? null
            : new Refusal("phase-order", "an earlier phase is not opened");
    }
}
