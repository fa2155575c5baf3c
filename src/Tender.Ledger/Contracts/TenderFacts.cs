namespace Tender.Ledger.Contracts;

/// <summary>Kind 1: a tender exists.</summary>
public sealed record TenderRegistered(byte[] DocHash, ulong Deadline, byte MinBids) : TenderFact
{
    /// <inheritdoc />
    public override byte Kind => 1;
}

/// <summary>Kind 2: later deadline.</summary>
public sealed record DeadlineExtended(ulong Deadline, byte[] NoticeHash) : TenderFact
{
    /// <inheritdoc />
    public override byte Kind => 2;
}

/// <summary>Kind 3: the time stands still.</summary>
public sealed record TenderHeld(byte[] NoticeHash) : TenderFact
{
    /// <inheritdoc />
    public override byte Kind => 3;
}

/// <summary>Kind 4: the time goes on.</summary>
public sealed record TenderResumed(ulong Deadline, byte[] NoticeHash) : TenderFact
{
    /// <inheritdoc />
    public override byte Kind => 4;
}

/// <summary>Kind 5: a notice was published.</summary>
public sealed record NoticePublished(byte[] NoticeHash) : TenderFact
{
    /// <inheritdoc />
    public override byte Kind => 5;
}

/// <summary>Kind 6: the key set that bids are sealed for.</summary>
public sealed record KeyPublished(byte[] KeySetId, byte[] KeyHash, byte[] SeatsHash, byte K, byte N) : TenderFact
{
    /// <inheritdoc />
    public override byte Kind => 6;
}

/// <summary>Kind 7: the set of phase 1, sealed after the deadline and before any custodian answered.</summary>
public sealed record SetSealed(byte Phase, byte[] SetRoot, uint Count, ulong LastWindow) : TenderFact
{
    /// <inheritdoc />
    public override byte Kind => 7;
}

/// <summary>Kind 8: the set of a later phase.</summary>
public sealed record PhaseSealed(byte Phase, byte[] SetRoot, uint Count, byte[] DecisionHash) : TenderFact
{
    /// <inheritdoc />
    public override byte Kind => 8;
}

/// <summary>Kind 9: a seat bound itself to its partial opening.</summary>
public sealed record ShareCommitted(byte Phase, byte Seat, byte[] ShareHash) : TenderFact
{
    /// <inheritdoc />
    public override byte Kind => 9;
}

/// <summary>Kind 10: salted hash of the opening record.</summary>
public sealed record OpeningRecorded(byte Phase, byte[] RecordHash) : TenderFact
{
    /// <inheritdoc />
    public override byte Kind => 10;
}

/// <summary>Kind 11: too few bids; nothing is opened.</summary>
public sealed record TenderFailed(uint Count) : TenderFact
{
    /// <inheritdoc />
    public override byte Kind => 11;
}

/// <summary>Kind 12: cancelled before anything was opened.</summary>
public sealed record TenderCancelled(byte[] ReasonHash) : TenderFact
{
    /// <inheritdoc />
    public override byte Kind => 12;
}

/// <summary>Kind 13: an objection.</summary>
public sealed record ObjectionRecorded(byte[] ObjectionHash) : TenderFact
{
    /// <inheritdoc />
    public override byte Kind => 13;
}

/// <summary>Kind 14: the result; the tender is closed.</summary>
public sealed record ResultRecorded(byte[] ResultHash) : TenderFact
{
    /// <inheritdoc />
    public override byte Kind => 14;
}

/// <summary>Kind 15: opened by an order of the supervisor, with fewer than k custodians.</summary>
public sealed record OpeningOrdered(byte Phase, byte[] RecordHash, byte[] OrderHash) : TenderFact
{
    /// <inheritdoc />
    public override byte Kind => 15;
}
