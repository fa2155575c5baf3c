using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using Tender.Sealing;
using Tender.Site.Setup;

namespace Tender.Site.Vault;

/// <summary>Signs the trading system's orders to the vault. It is the only key this program has; it opens nothing.</summary>
public sealed class TradingSigner(IOptions<SiteOptions> options, TimeProvider clock) : IDisposable
{
    private readonly Lazy<X509Certificate2> certificate = new(() =>
        X509CertificateLoader.LoadPkcs12FromFile(
            options.Value.TradingKey,
            File.ReadAllText(options.Value.TradingPasswordFile).TrimEnd('\n', '\r'),
            X509KeyStorageFlags.EphemeralKeySet
        )
    );

    /// <summary>CMS over the order's bytes.</summary>
    public byte[] Sign(TenderOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return CmsSigner.Sign(order.Write(), certificate.Value, clock.GetUtcNow());
    }

    public void Dispose()
    {
        if (certificate.IsValueCreated)
        {
            certificate.Value.Dispose();
        }
    }
}
