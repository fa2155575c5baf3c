using Tender.Custodian.Release;

namespace Tender.Custodian.Checks;

/// <summary>All conditions of SBID1 13.3, in the order in which they may rely on each other.</summary>
internal sealed class ReleaseChecks(IReadOnlyList<IReleaseCheck> checks)
{
    /// <summary>The first condition that does not hold, or null.</summary>
    public Refusal? FirstRefusal(ReleaseCase facts)
    {
        foreach (var check in checks)
        {
            if (check.Check(facts) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    /// <summary>The table of contents.</summary>
    public static ReleaseChecks Of(SeatContext seat) =>
        new([
            new LedgerProofCheck(),
            new TenderStateCheck(),
            new DeadlineCheck(),
            new SealedSetCheck(),
            new PhaseOrderCheck(),
            new KeyBindingCheck(seat.Identity.Number, seat.Identity.Account, seat.History),
            new ObjectionTimeCheck(seat.LeastObjection),
            new SetEntriesCheck(),
            new EarlierSetsCheck(),
            new HeadersCheck(),
            new StatementsCheck(seat.Trust, seat.TrustFile.VaultCertificates),
            new LabelsCheck(),
            new PartCountCheck(),
            new FreshPointsCheck(seat.History),
            new OneAnswerCheck(seat.Identity.Number, seat.History),
            new ConfirmationCheck(seat.Confirmations),
        ]);
}
