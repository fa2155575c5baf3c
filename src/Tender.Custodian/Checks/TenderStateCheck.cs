using Tender.Custodian.Release;
using Tender.Ledger.Contracts;
using Tender.Sealing;

namespace Tender.Custodian.Checks;

/// <summary>
/// The ledger says that a sealed set waits for shares: not failed, cancelled, or opened already. The vault's word opens nothing, but when it says
/// that the tender has ended the seat does not answer either.
/// </summary>
internal sealed class TenderStateCheck : IReleaseCheck
{
    public Refusal? Check(ReleaseCase facts) =>
        facts.Tender.State is VaultState.Cancelled or VaultState.Failed
            ? new Refusal("tender-state", $"the vault says that the tender is {facts.Tender.State}")
            : CheckLedger(facts);

    private static Refusal? CheckLedger(ReleaseCase facts) =>
        facts.Proven.State switch
        {
            TenderState.Sealed => null,
            TenderState.Registered or TenderState.Keyed => new Refusal("tender-state", "no set is sealed yet", true),
            TenderState.Failed => new Refusal(
                "tender-state",
                "the tender failed: too few bids, nothing is ever opened"
            ),
            TenderState.Opened => new Refusal("tender-state", "the phase was opened without this seat"),
            var other => new Refusal("tender-state", $"the tender is {other}"),
        };
}
