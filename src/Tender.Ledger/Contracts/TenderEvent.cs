namespace Tender.Ledger.Contracts;

/// <summary>One event of <c>TenderChain</c>.</summary>
/// <param name="TenderRef">32 bytes.</param>
/// <param name="Kind">1 to 15.</param>
/// <param name="Seq">From 0, without gaps in a tender.</param>
/// <param name="Payload">The packed bytes that the head covers.</param>
/// <param name="Head">Hash chain of the tender after this event.</param>
/// <param name="Time">Block time in seconds since 1970 UTC.</param>
/// <param name="Fact">The payload, read.</param>
/// <param name="BlockNumber">Height of its block.</param>
/// <param name="TransactionHash">32 bytes.</param>
public sealed record TenderEvent(
    byte[] TenderRef,
    byte Kind,
    uint Seq,
    byte[] Payload,
    byte[] Head,
    ulong Time,
    TenderFact Fact,
    ulong BlockNumber,
    byte[] TransactionHash
);

/// <summary>States of a tender on the chain (Ledger 3.2).</summary>
public enum TenderState
{
    /// <summary>Not registered.</summary>
    None,

    /// <summary>Registered; no key yet.</summary>
    Registered,

    /// <summary>Bids can be sealed.</summary>
    Keyed,

    /// <summary>The set of the phase is fixed; custodians may answer.</summary>
    Sealed,

    /// <summary>The phase is opened.</summary>
    Opened,

    /// <summary>Final: a result is recorded.</summary>
    Closed,

    /// <summary>Final: too few bids.</summary>
    Failed,

    /// <summary>Final: cancelled.</summary>
    Cancelled,
}

/// <summary>All that <c>TenderChain</c> keeps of a tender; as a node tells it, unproven.</summary>
public sealed record TenderLife
{
    /// <summary>Hash chain over all facts.</summary>
    public required byte[] Head { get; init; }

    /// <summary>SHA-256 of the seats' addresses; zeros before the key is published.</summary>
    public required byte[] SeatsHash { get; init; }

    /// <summary>Seconds since 1970 UTC.</summary>
    public required ulong Deadline { get; init; }

    /// <summary>Number of facts.</summary>
    public required uint Seq { get; init; }

    /// <summary>The state.</summary>
    public required TenderState State { get; init; }

    /// <summary>Number of the last sealed set, from 1; 0 before.</summary>
    public required byte Phase { get; init; }

    /// <summary>Custodians needed.</summary>
    public required byte K { get; init; }

    /// <summary>Custodians named.</summary>
    public required byte N { get; init; }

    /// <summary>Bit seat - 1 is set when the seat committed in this phase.</summary>
    public required ushort SharesMask { get; init; }

    /// <summary>With fewer bids the tender fails.</summary>
    public required byte MinBids { get; init; }

    /// <summary>True while the time stands still.</summary>
    public required bool Held { get; init; }

    /// <summary>True when the seat (from 1) committed in this phase.</summary>
    public bool HasShare(int seat) => (SharesMask >> (seat - 1) & 1) == 1;
}
