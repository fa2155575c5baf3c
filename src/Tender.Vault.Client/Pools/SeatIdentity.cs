using System.Security.Cryptography.X509Certificates;

namespace Tender.Vault.Client;

/// <summary>Who a custodian's seat is.</summary>
public sealed record SeatIdentity
{
    /// <summary>Seat number, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The organisation's signing certificate with its private key.</summary>
    public required X509Certificate2 Certificate { get; init; }

    /// <summary>Ledger account, 20 bytes.</summary>
    public required byte[] Account { get; init; }
}
