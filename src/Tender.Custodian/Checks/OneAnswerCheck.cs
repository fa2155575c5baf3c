using Tender.Custodian.History;
using Tender.Custodian.Release;

namespace Tender.Custodian.Checks;

/// <summary>
/// This seat has answered no other set of this tender and phase. A repeated question for the same set gets the same bytes; a hash that the
/// ledger has of this seat and that it does not know means that its key or its history is not its own any more.
/// </summary>
/// <param name="seat">Own seat number.</param>
/// <param name="history">What was answered before.</param>
internal sealed class OneAnswerCheck(int seat, AnswerHistory history) : IReleaseCheck
{
    public Refusal? Check(ReleaseCase facts)
    {
        var given = history.Find(facts.Item.TenderRef, facts.Item.Phase);
        if (given is not null && !given.SetRoot.AsSpan().SequenceEqual(facts.Set.SetRoot))
        {
            return new Refusal("one-answer", "this seat has answered another set of this phase");
        }

        var told = facts.Proven.Shares.FirstOrDefault(s => s.Phase == facts.Item.Phase && s.Seat == seat);
        return told is null || given is not null
            ? null
            : new Refusal("one-answer", "the ledger has a share of this seat that the seat does not know");
    }
}
