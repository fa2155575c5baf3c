using Tender.Sealing;

namespace Tender.Vault.Client;

/// <summary>What a seat demands of a pool before it makes keys in it.</summary>
public sealed record PoolExpectations
{
    /// <summary>Whose certificates count, with the newest revocation lists.</summary>
    public required Func<TrustList> Trust { get; init; }

    /// <summary>The smallest threshold: 2, in Production 3.</summary>
    public required int SmallestK { get; init; }

    /// <summary>Organisation codes in seat order, when the seat was told them beforehand; else null and the certificates decide.</summary>
    public IReadOnlyList<string>? Organisations { get; init; }
}
