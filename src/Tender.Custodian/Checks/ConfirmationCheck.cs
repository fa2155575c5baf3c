using Tender.Custodian.Release;

namespace Tender.Custodian.Checks;

/// <summary>A person of the seat has confirmed this set, unless the seat answers by itself (sample).</summary>
/// <param name="confirmations">Where confirmations lie; null: automatic.</param>
internal sealed class ConfirmationCheck(Confirmations? confirmations) : IReleaseCheck
{
    public Refusal? Check(ReleaseCase facts) =>
        confirmations is null || confirmations.Has(facts.Item.TenderRef, facts.Item.Phase, facts.Set.SetRoot)
            ? null
            : new Refusal("confirmation", "nobody has confirmed: run the verb 'confirm' with this tender", true);
}
