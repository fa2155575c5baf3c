using System.Security.Cryptography.X509Certificates;
using Tender.Sealing;

namespace Tender.Vault.Hosting;

/// <summary>The vault's own certificate and key: what it acknowledges, it signs.</summary>
internal sealed class SigningIdentity(X509Certificate2 certificate, TimeProvider time) : IDisposable
{
    internal static async Task<SigningIdentity> LoadAsync(
        VaultOptions options,
        TimeProvider time,
        CancellationToken cancel
    )
    {
        var password = (await File.ReadAllTextAsync(options.SigningPasswordFile, cancel)).TrimEnd('\n', '\r');
        var certificate = X509CertificateLoader.LoadPkcs12FromFile(
            options.SigningKey,
            password,
            X509KeyStorageFlags.EphemeralKeySet
        );
        return certificate.HasPrivateKey
            ? new SigningIdentity(certificate, time)
            : throw new InvalidOperationException("Vault:SigningKey holds no private key.");
    }

    internal byte[] Sign(byte[] content) => CmsSigner.Sign(content, certificate, time.GetUtcNow());

    internal X509Certificate2 Certificate => certificate;

    public void Dispose() => certificate.Dispose();
}
