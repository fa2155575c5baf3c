namespace Tender.Ledger.Proofs;

/// <summary>Numbers of the facts of a tender (Ledger 3.2).</summary>
public enum FactKind
{
    /// <summary>docHash 32, deadline u64, minBids u8.</summary>
    Registered = 1,

    /// <summary>deadline u64, notice hash 32.</summary>
    Extended = 2,

    /// <summary>notice hash 32.</summary>
    Held = 3,

    /// <summary>deadline u64, notice hash 32.</summary>
    Resumed = 4,

    /// <summary>notice hash 32.</summary>
    Notice = 5,

    /// <summary>keySetId 32, keyHash 32, seatsHash 32, k u8, n u8.</summary>
    Key = 6,

    /// <summary>phase u8, setRoot 32, count u32, lastWindow u64.</summary>
    SetSealed = 7,

    /// <summary>phase u8, setRoot 32, count u32, decision hash 32.</summary>
    PhaseSealed = 8,

    /// <summary>phase u8, seat u8, share hash 32.</summary>
    Share = 9,

    /// <summary>phase u8, record hash 32.</summary>
    Opened = 10,

    /// <summary>count u32.</summary>
    Failed = 11,

    /// <summary>reason hash 32.</summary>
    Cancelled = 12,

    /// <summary>objection hash 32.</summary>
    Objection = 13,

    /// <summary>result hash 32.</summary>
    Result = 14,

    /// <summary>phase u8, record hash 32, order hash 32.</summary>
    OpenedByOrder = 15,
}
