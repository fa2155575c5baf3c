using System.Security.Cryptography;
using Tender.Custodian.Checks;
using Tender.Custodian.History;
using Tender.Sealing;
using Tender.Vault.Client;

namespace Tender.Custodian.Release;

/// <summary>
/// The act of a custodian: all checks, then one answer for this tender and phase, its hash on the ledger, then the message (SBID1 13.3, 13.4).
/// Killed at any point, it goes on with the same bytes.
/// </summary>
/// <param name="seat">The seat.</param>
/// <param name="checks">All conditions.</param>
/// <param name="gatherer">Asks for the case.</param>
/// <param name="ledger">Binds the seat to its answer.</param>
/// <param name="random">For the proof's nonce.</param>
/// <param name="clock">For the signing time.</param>
internal sealed class AnswerSet(
    SeatContext seat,
    ReleaseChecks checks,
    CaseGatherer gatherer,
    ShareLedger ledger,
    IRandom random,
    TimeProvider clock
)
{
    /// <summary>Answers one set, or says why not.</summary>
    /// <exception cref="VaultProblemException">The vault refused a call, or could not be reached: ask again.</exception>
    /// <exception cref="HistoryDamagedException">The decision could not be made durable; nothing has left.</exception>
    public async Task<Refusal?> ExecuteAsync(VaultSession session, CustodyItem item, CancellationToken cancel)
    {
        var facts = await gatherer.GatherAsync(session, item, cancel);
        if (checks.FirstRefusal(facts) is { } refusal)
        {
            return refusal;
        }

        var answer = seat.History.Find(item.TenderRef, item.Phase) ?? await DecideAsync(facts, cancel);
        if (ContradictsLedger(facts, answer))
        {
            return new Refusal("commit", "the ledger has another hash of this seat's answer");
        }

        if (!await CommitAsync(session, answer, cancel))
        {
            return new Refusal("commit", "the ledger refused the hash of the answer");
        }

        await session.PostPartialAsync(item.TenderRef, item.Phase, answer.Message.ToArray(), cancel);
        if (seat.History.StateOf(item.TenderRef, item.Phase) != AnswerState.Delivered)
        {
            seat.History.Advance(answer, AnswerState.Delivered);
        }

        return null;
    }

    /// <summary>
    /// Brings hashes that a crash left behind onto the ledger, so that the account's nonces have no gap. Messages leave only with all checks.
    /// </summary>
    public async Task ResumeAsync(VaultSession session, CancellationToken cancel)
    {
        foreach (var answer in seat.History.Unfinished)
        {
            await CommitAsync(session, answer, cancel);
        }
    }

    private async Task<bool> CommitAsync(VaultSession session, GivenAnswer answer, CancellationToken cancel)
    {
        var state = seat.History.StateOf(answer.TenderRef, answer.Phase);
        if (state is AnswerState.Decided)
        {
            var taken = await ledger.CommitAsync(session, answer.Transaction, cancel);
            seat.History.Advance(answer, taken ? AnswerState.Mined : AnswerState.Reverted);
            return taken;
        }

        return state is not AnswerState.Reverted;
    }

    private bool ContradictsLedger(ReleaseCase facts, GivenAnswer answer)
    {
        var told = facts.Proven.Shares.FirstOrDefault(s => s.Phase == answer.Phase && s.Seat == seat.Identity.Number);
        return told is not null && !told.Hash.AsSpan().SequenceEqual(SHA256.HashData(answer.Message.Span));
    }

    private async Task<GivenAnswer> DecideAsync(ReleaseCase facts, CancellationToken cancel)
    {
        var keySet = facts.KeySet!;
        var number = seat.Identity.Number;
        List<CurvePoint> encs = [.. facts.Parts.Select(p => CurvePoint.Decode65(p.Enc.Span, p.StanzaOffset))];
        var share = facts.Keys!.FindShare(keySet)!.Secret;
        var opening = PartialOpening.Make(facts.Context, keySet.Id, number, share, encs, random);
        var message = CmsSigner.Sign(opening.Encode(), seat.Identity.Certificate, clock.GetUtcNow());
        var nonce = await ledger.NextNonceAsync(seat.History.NextNonce, cancel);
        var transaction = await ledger.SignAsync(facts, (byte)number, message, nonce, cancel);
        var answer = new GivenAnswer
        {
            TenderRef = facts.Item.TenderRef,
            Phase = facts.Item.Phase,
            SetRoot = facts.Set.SetRoot,
            KeySetId = keySet.Id.ToArray(),
            Encs = [.. encs.Select(e => e.Encode33())],
            Message = message,
            Nonce = nonce,
            Transaction = transaction.Raw,
        };
        seat.History.Decide(answer);
        return answer;
    }
}
