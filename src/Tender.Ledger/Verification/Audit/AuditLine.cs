namespace Tender.Ledger.Verification;

/// <summary>What an audit found in one window.</summary>
public sealed record AuditLine
{
    /// <summary>Number of the window.</summary>
    public required ulong Window { get; init; }

    /// <summary>Leaves that are members of a sealed set, or bids of a tender that ended unopened.</summary>
    public int Bids { get; init; }

    /// <summary>Leaves that a later statement of the same bidder replaced or took back.</summary>
    public int Superseded { get; init; }

    /// <summary>Leaves that are withdrawals.</summary>
    public int Withdrawals { get; init; }

    /// <summary>Slots proven to be dummies.</summary>
    public int Dummies { get; init; }

    /// <summary>Leaves in no set that nothing explains.</summary>
    public int Sleeping { get; init; }

    /// <summary>The first slot whose leaf is neither a published commitment nor its dummy; null when there is none or it cannot be told.</summary>
    public int? UnexplainedSlot { get; init; }

    /// <summary>What was found.</summary>
    public required CheckOutcome Outcome { get; init; }
}
