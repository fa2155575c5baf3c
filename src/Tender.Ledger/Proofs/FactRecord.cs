using Tender.Ledger.Contracts;

namespace Tender.Ledger.Proofs;

/// <summary>One public fact of a tender, as its event tells it (Ledger 3.2).</summary>
public sealed record FactRecord
{
    /// <summary>1 Registered .. 15 Opened by order.</summary>
    public required byte Kind { get; init; }

    /// <summary>From 0, without gaps.</summary>
    public required uint Seq { get; init; }

    /// <summary>Packed, of fixed width for each kind.</summary>
    public required byte[] Payload { get; init; }

    /// <summary>Block time, seconds since 1970 UTC.</summary>
    public required ulong At { get; init; }

    /// <summary>The record of an event as a node told it.</summary>
    public static FactRecord Of(TenderEvent told)
    {
        ArgumentNullException.ThrowIfNull(told);
        return new FactRecord
        {
            Kind = told.Kind,
            Seq = told.Seq,
            Payload = told.Payload,
            At = told.Time,
        };
    }
}
