namespace Tender.Ledger.Verification;

/// <summary>What a bundle is about (entry <c>tender.json</c>).</summary>
public sealed record BundleTender
{
    /// <summary>Version, 1.</summary>
    public required int V { get; init; }

    /// <summary>For whom.</summary>
    public required BundleForm Form { get; init; }

    /// <summary>The section, 32 bytes.</summary>
    public required byte[] TenderRef { get; init; }

    /// <summary>The section's UUID, 16 bytes big-endian.</summary>
    public required byte[] Lot { get; init; }

    /// <summary>Hash of the document set.</summary>
    public required byte[] DocHash { get; init; }

    /// <summary>1, INT-1.</summary>
    public required int Suite { get; init; }
}
