namespace Tender.Ledger.Receipts;

/// <summary>A window as it was anchored (Ledger 6, "window").</summary>
public sealed record AnchoredWindow
{
    /// <summary>Root of the window's tree.</summary>
    public required byte[] Root { get; init; }

    /// <summary>Commitment to the window's seed.</summary>
    public required byte[] PadCommit { get; init; }

    /// <summary>Head of the window before; zeros for window 0.</summary>
    public required byte[] PrevHead { get; init; }

    /// <summary>Block time of the anchoring, seconds since 1970 UTC.</summary>
    public required ulong AnchoredAt { get; init; }

    /// <summary>Head of this window.</summary>
    public required byte[] Head { get; init; }

    /// <summary>Whether it was anchored later than the allowed lag.</summary>
    public required bool Late { get; init; }
}
