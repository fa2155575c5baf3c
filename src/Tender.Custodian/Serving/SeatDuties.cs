using Tender.Custodian.Release;
using Tender.Sealing;
using Tender.Vault.Client;

namespace Tender.Custodian.Serving;

/// <summary>What a seat does at each look at the vault, in this order: finish what was begun, make keys, answer sets.</summary>
/// <param name="vault">The vault.</param>
/// <param name="seat">The seat.</param>
/// <param name="ceremony">Its key ceremony.</param>
/// <param name="answer">Its answers.</param>
/// <param name="random">For the session.</param>
/// <param name="clock">For the session.</param>
internal sealed class SeatDuties(
    VaultClient vault,
    SeatContext seat,
    SeatCeremony ceremony,
    AnswerSet answer,
    IRandom random,
    TimeProvider clock
)
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private VaultSession? session;

    /// <summary>One look.</summary>
    /// <exception cref="TimeoutException">The ledger or the vault took too long; the next look goes on.</exception>
    public async Task PerformAsync(Announcements said, CancellationToken stopping)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        patience.CancelAfter(Patience);
        try
        {
            var signedIn = await SignInAsync(patience.Token);
            await answer.ResumeAsync(signedIn, patience.Token);
            var work = await signedIn.GetWorkAsync(patience.Token);
            foreach (var item in work.Items)
            {
                await AnswerAsync(signedIn, item, said, patience.Token);
            }

            await AdvanceCeremonyAsync(signedIn, said, patience.Token);
        }
        catch (VaultProblemException problem) when (problem.Facts.Status == 401)
        {
            session = null;
            throw;
        }
        catch (OperationCanceledException late) when (!stopping.IsCancellationRequested)
        {
            throw new TimeoutException("The ledger or the vault took too long.", late);
        }
    }

    private async Task<VaultSession> SignInAsync(CancellationToken cancel)
    {
        if (session is null || session.Facts.ExpiresAt - clock.GetUtcNow() < Margin)
        {
            session = await vault.SignInAsync(seat.Identity.Certificate, clock, random, cancel);
        }

        return session;
    }

    private async Task AnswerAsync(
        VaultSession signedIn,
        CustodyItem item,
        Announcements said,
        CancellationToken cancel
    )
    {
        var subject = $"{Convert.ToHexStringLower(item.TenderRef)} phase {item.Phase}";
        var refusal = await answer.ExecuteAsync(signedIn, item, cancel);
        if (refusal is null)
        {
            said.Tell(subject, $"Tender {subject}: answered.");
        }
        else if (refusal.IsEarly)
        {
            said.Tell(subject, $"Tender {subject}: not yet, {refusal.Check}: {refusal.Why}.");
        }
        else
        {
            said.Warn(subject, $"Tender {subject}: refused, {refusal.Check}: {refusal.Why}.");
        }
    }

    private async Task AdvanceCeremonyAsync(VaultSession signedIn, Announcements said, CancellationToken cancel)
    {
        var step = await ceremony.AdvanceAsync(signedIn, cancel);
        if (step is not CeremonyStep.Idle)
        {
            said.Tell("ceremony", $"Key ceremony: {step}.");
        }
    }
}
