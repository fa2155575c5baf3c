namespace Tender.Ledger.Verification;

/// <summary>A contract that counts.</summary>
public sealed record TrustedContract
{
    /// <summary>20 bytes.</summary>
    public required byte[] Address { get; init; }

    /// <summary>Keccak-256 of its deployed code, immutables included.</summary>
    public required byte[] CodeHash { get; init; }

    /// <summary>Storage slot of the mapping that is proven.</summary>
    public required int Slot { get; init; }
}
