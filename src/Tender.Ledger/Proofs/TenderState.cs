namespace Tender.Ledger.Proofs;

/// <summary>States of a tender on the chain (Ledger 3.2); the numbers are the contract's.</summary>
public enum TenderState
{
    /// <summary>Not registered.</summary>
    None = 0,

    /// <summary>Registered, no key yet.</summary>
    Registered = 1,

    /// <summary>Key published: bids can be sealed.</summary>
    Keyed = 2,

    /// <summary>The set of a phase is sealed.</summary>
    Sealed = 3,

    /// <summary>The phase is opened.</summary>
    Opened = 4,

    /// <summary>The result is recorded.</summary>
    Closed = 5,

    /// <summary>Too few bids; nothing is ever opened.</summary>
    Failed = 6,

    /// <summary>Cancelled; nothing further is opened.</summary>
    Cancelled = 7,
}
