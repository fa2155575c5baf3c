namespace Tender.Ledger.Receipts;

/// <summary>A witness's signature over a head; a later step (Ledger 12).</summary>
public sealed record WitnessCosignature
{
    /// <summary>Name of the witness.</summary>
    public required string Witness { get; init; }

    /// <summary>When it signed.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The signature.</summary>
    public required byte[] Signature { get; init; }
}
