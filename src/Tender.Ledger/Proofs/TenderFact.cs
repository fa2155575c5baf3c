namespace Tender.Ledger.Proofs;

/// <summary>One public fact of a tender, as its event tells it (Ledger 3.2).</summary>
public sealed record TenderFact
{
    /// <summary>1 Registered .. 15 Opened by order; see <see cref="FactKind"/>.</summary>
    public required int Kind { get; init; }

    /// <summary>From 0, without gaps.</summary>
    public required long Seq { get; init; }

    /// <summary>Packed, of fixed width for each kind.</summary>
    public required byte[] Payload { get; init; }

    /// <summary>Block time, seconds since 1970 UTC.</summary>
    public required ulong At { get; init; }
}
