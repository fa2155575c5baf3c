using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Tender.Site.Trust;

/// <summary>An authority on the trust list.</summary>
/// <param name="Certificate">Its certificate.</param>
/// <param name="Fingerprint">SHA-256, hex.</param>
/// <param name="Since">When administrators put it there; null when the set-up did.</param>
public sealed record ListedAuthority(X509Certificate2 Certificate, string Fingerprint, DateTimeOffset? Since)
{
    public string Name => NameOf(Certificate);

    public DateTimeOffset NotAfter => new(Certificate.NotAfter.ToUniversalTime(), TimeSpan.Zero);

    /// <summary>Kind and size of the key, as people write it.</summary>
    public string Algorithm
    {
        get
        {
            using var rsa = Certificate.GetRSAPublicKey();
            return rsa is null ? "ECDSA P-256" : $"RSA {rsa.KeySize}";
        }
    }

    public static string NameOf(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false);
    }

    /// <summary>The list of the set-up after the decisions, in their order: the last one about a certificate counts.</summary>
    public static IReadOnlyList<ListedAuthority> After(
        IEnumerable<X509Certificate2> setUp,
        IEnumerable<TrustChange> approved
    )
    {
        ArgumentNullException.ThrowIfNull(approved);
        var list = setUp.Select(c => Of(c, null)).DistinctBy(a => a.Fingerprint).ToDictionary(a => a.Fingerprint);
        foreach (var change in approved)
        {
            var key = Convert.ToHexStringLower(change.Fingerprint);
            if (change.Kind == TrustChangeKind.Remove)
            {
                list.Remove(key);
            }
            else
            {
                list.TryAdd(key, Of(X509CertificateLoader.LoadCertificate(change.Certificate), change.DecidedAt));
            }
        }

        return
        [
            .. list
                .Values.OrderBy(a => a.Name, StringComparer.Ordinal)
                .ThenBy(a => a.Fingerprint, StringComparer.Ordinal),
        ];
    }

    private static ListedAuthority Of(X509Certificate2 certificate, DateTimeOffset? since) =>
        new(certificate, Convert.ToHexStringLower(SHA256.HashData(certificate.RawDataMemory.Span)), since);
}
