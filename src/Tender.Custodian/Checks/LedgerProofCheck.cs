using Tender.Custodian.Release;

namespace Tender.Custodian.Checks;

/// <summary>
/// A verified proof of the tender's whole life on the ledger, of the trusted contract on the trusted chain (Ledger 7, checks 6 to 9).
/// Everything that is decided by the ledger comes from it, not from the vault's word.
/// </summary>
internal sealed class LedgerProofCheck : IReleaseCheck
{
    public Refusal? Check(ReleaseCase facts)
    {
        if (!facts.Proof.Report.Holds || facts.Proof.Tender is not { } tender)
        {
            var failed = facts.Proof.Report.Checks.FirstOrDefault(c =>
                c.Outcome == Ledger.Verification.CheckOutcome.Failed
            );
            return new Refusal("ledger-proof", $"the proof does not hold: {failed?.Name ?? "incomplete"}");
        }

        return tender.TenderRef.AsSpan().SequenceEqual(facts.Item.TenderRef)
            ? null
            : new Refusal("ledger-proof", "the proof is of another tender");
    }
}
