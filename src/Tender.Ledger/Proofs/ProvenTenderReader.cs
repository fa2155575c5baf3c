using Tender.Ledger.Contracts;

namespace Tender.Ledger.Proofs;

/// <summary>
/// Replays the facts of a tender by the contract's own rules of state (Ledger 3.2), so that nothing is believed that the contract would
/// not have written.
/// </summary>
internal sealed class ProvenTenderReader(byte[] tenderRef)
{
    private readonly List<SealedSetFact> sets = [];
    private readonly List<ShareFact> shares = [];
    private readonly List<OpeningFact> openings = [];
    private byte[] head = new byte[32];
    private byte[] docHash = [];
    private KeyBinding? key;
    private TenderState state;
    private ulong deadline;
    private bool held;
    private byte minBids;

    internal ProvenTender Read(IReadOnlyList<FactRecord> facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentOutOfRangeException.ThrowIfNotEqual(tenderRef.Length, 32);
        ulong last = 0;
        for (var i = 0; i < facts.Count; i++)
        {
            var record = facts[i];
            Demand(record.Seq == i, i, "seq");
            Demand(record.At >= last, i, "time goes back");
            last = record.At;
            Apply(TenderFact.Decode(record.Kind, record.Payload), record.At, i);
            head = LedgerHeads.OfFact(head, tenderRef, record.Kind, record.Seq, record.At, record.Payload);
        }

        Demand(state != TenderState.None, 0, "no facts");
        return new ProvenTender
        {
            TenderRef = tenderRef,
            State = state,
            DocHash = docHash,
            Deadline = deadline,
            Held = held,
            MinBids = minBids,
            Key = key,
            Sets = sets,
            Shares = shares,
            Openings = openings,
            FactCount = (uint)facts.Count,
            Head = head,
        };
    }

    private void Apply(TenderFact fact, ulong at, int place)
    {
        Demand(Fits(fact, at), place, $"kind {fact.Kind} in state {state}");
        switch (fact)
        {
            case TenderRegistered f:
                (docHash, deadline, minBids, state) = (f.DocHash, f.Deadline, f.MinBids, TenderState.Registered);
                break;
            case DeadlineExtended f:
                deadline = f.Deadline;
                break;
            case TenderHeld:
                held = true;
                break;
            case TenderResumed f:
                (deadline, held) = (f.Deadline, false);
                break;
            case KeyPublished f:
                key = new KeyBinding(f.KeySetId, f.KeyHash, f.SeatsHash, f.K, f.N, at);
                state = TenderState.Keyed;
                break;
            case SetSealed f:
                sets.Add(new SealedSetFact(f.Phase, f.SetRoot, f.Count, f.LastWindow, at));
                state = f.Count < minBids ? TenderState.Failed : TenderState.Sealed;
                break;
            case PhaseSealed f:
                sets.Add(new SealedSetFact(f.Phase, f.SetRoot, f.Count, null, at));
                state = TenderState.Sealed;
                break;
            case ShareCommitted f:
                shares.Add(new ShareFact(f.Phase, f.Seat, f.ShareHash, at));
                break;
            case OpeningRecorded f:
                openings.Add(new OpeningFact(f.Phase, f.RecordHash, false, at));
                state = TenderState.Opened;
                break;
            case OpeningOrdered f:
                openings.Add(new OpeningFact(f.Phase, f.RecordHash, true, at));
                state = TenderState.Opened;
                break;
            case TenderCancelled:
                state = TenderState.Cancelled;
                break;
            case ResultRecorded:
                state = TenderState.Closed;
                break;
        }
    }

    // Whether the contract would have written this fact now.
    private bool Fits(TenderFact fact, ulong at) =>
        fact switch
        {
            TenderRegistered f => state == TenderState.None && f.Deadline > at && f.MinBids > 0,
            DeadlineExtended f => IsBiddable && !held && at < deadline && f.Deadline > deadline,
            TenderHeld => IsBiddable && !held && at < deadline,
            TenderResumed f => IsBiddable && held && f.Deadline >= deadline && f.Deadline > at,
            KeyPublished f => state == TenderState.Registered
                && at < deadline
                && f is { K: >= 2, N: <= 15 }
                && f.K < f.N,
            SetSealed f => state == TenderState.Keyed && !held && at >= deadline && f.Phase == 1,
            PhaseSealed f => state == TenderState.Opened && f.Phase == Phase + 1,
            ShareCommitted f => FitsShare(f),
            OpeningRecorded f => IsSealed(f.Phase) && shares.Count(s => s.Phase == f.Phase) >= key!.K,
            OpeningOrdered f => IsSealed(f.Phase),
            TenderFailed f => state == TenderState.Failed && sets.Count == 1 && f.Count == sets[0].Count,
            TenderCancelled => state is TenderState.Registered or TenderState.Keyed or TenderState.Sealed,
            ResultRecorded => state == TenderState.Opened,
            NoticePublished or ObjectionRecorded => state is >= TenderState.Registered and <= TenderState.Opened,
            _ => false,
        };

    private bool FitsShare(ShareCommitted share) =>
        IsSealed(share.Phase)
        && share.Seat >= 1
        && share.Seat <= key!.N
        && !shares.Exists(s => s.Phase == share.Phase && s.Seat == share.Seat);

    private bool IsBiddable => state is TenderState.Registered or TenderState.Keyed;

    private int Phase => sets.Count == 0 ? 0 : sets[^1].Phase;

    private bool IsSealed(int phase) => state == TenderState.Sealed && phase == Phase;

    private static void Demand(bool holds, int place, string detail)
    {
        if (!holds)
            throw new LedgerFormatException(LedgerFormatError.Member, place, $"fact {place}: {detail}");
    }
}
