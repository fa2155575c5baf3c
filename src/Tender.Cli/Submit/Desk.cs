using System.Security.Cryptography.X509Certificates;
using Tender.Ledger.Verification;
using Tender.Sealing;
using Tender.Vault.Client;

namespace Tender.Cli.Submit;

/// <summary>A bidder at the vault: key file open, signed in.</summary>
internal sealed record Desk(
    Say Say,
    KeyFileStore Store,
    VaultClient Client,
    VaultSession Session,
    X509Certificate2 Certificate
) : IDisposable
{
    public required string Vault { get; init; }

    /// <summary>Pins the vault's signing certificate, when given.</summary>
    public TrustFile? Trust { get; init; }

    public KeyFileContent Keys => Store.Content;

    /// <summary>The facts of the key file's tender.</summary>
    public Task<TenderFacts> GetTenderAsync(CancellationToken cancel) => Client.GetTenderAsync(Keys.TenderRef, cancel);

    public void Dispose()
    {
        Store.Dispose();
        Certificate.Dispose();
    }
}
