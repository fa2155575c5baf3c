using Tender.Custodian.Release;
using Tender.Sealing;

namespace Tender.Custodian.Checks;

/// <summary>Whoever made each wrapped point meant it for exactly this header (SBID1 6.3). Checked before a point is touched.</summary>
internal sealed class LabelsCheck : IReleaseCheck
{
    public Refusal? Check(ReleaseCase facts)
    {
        try
        {
            foreach (var bid in facts.Bids)
            {
                bid.Header!.CheckLabels();
            }

            return null;
        }
        catch (SealingException)
        {
            return new Refusal("labels", "a label proof does not hold");
        }
    }
}
