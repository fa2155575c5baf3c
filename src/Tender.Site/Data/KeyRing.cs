using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;

namespace Tender.Site.Data;

/// <summary>
/// The keys of cookies and form tokens lie in the database only under a certificate: a copy of the database opens no session. To change the
/// certificate, name the new one and keep the old one under <c>Site:KeyRingOld</c> until its keys have run out (90 days).
/// </summary>
internal static class KeyRing
{
    private const string ApplicationName = "tender-site";

    public static void AddKeyRing(this IServiceCollection services, IConfiguration site)
    {
        var current = Load(Named(site, "KeyRingCertificate"), site);
        var old = site.GetSection("KeyRingOld").Get<string[]>() ?? [];
        services
            .AddDataProtection()
            .SetApplicationName(ApplicationName)
            .PersistKeysToDbContext<SiteContext>()
            .ProtectKeysWithCertificate(current)
            .UnprotectKeysWithAnyCertificate([current, .. old.Select(path => Load(path, site))]);
    }

    private static X509Certificate2 Load(string path, IConfiguration site)
    {
        var password = File.ReadAllText(Named(site, "KeyRingPasswordFile")).TrimEnd('\n', '\r');
        var certificate = X509CertificateLoader.LoadPkcs12FromFile(path, password, X509KeyStorageFlags.EphemeralKeySet);
        using var key = certificate.GetRSAPrivateKey();
        return key is not null
            ? certificate
            : throw new InvalidOperationException($"{path} holds no RSA key: only RSA can encrypt the key ring.");
    }

    private static string Named(IConfiguration site, string setting) =>
        site[setting] is { Length: > 0 } value
            ? value
            : throw new InvalidOperationException($"Site:{setting} is needed: keys of cookies are not kept in plain.");
}
