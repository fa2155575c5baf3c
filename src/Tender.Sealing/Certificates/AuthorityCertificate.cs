using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Tender.Sealing;

/// <summary>Whether a certificate may stand on a trust list.</summary>
public enum AuthorityOutcome
{
    /// <summary>It may.</summary>
    Good,

    /// <summary>Not an authority's: basicConstraints without CA, or keyUsage without certificate signing (RFC 5280 4.2.1.3, 4.2.1.9).</summary>
    NoAuthority,

    /// <summary>Neither RSA of 2,048 bits or more nor ECDSA on P-256.</summary>
    WeakKey,

    /// <summary>Self-issued, and its own signature does not hold.</summary>
    BrokenSignature,

    /// <summary>Before or after its time.</summary>
    NotInTime,
}

/// <summary>Judges an authority's certificate before it is put on a trust list.</summary>
public static class AuthorityCertificate
{
    /// <summary>The first thing that is wrong with it.</summary>
    public static AuthorityOutcome Check(X509Certificate2 certificate, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        var extensions = certificate.Extensions;
        var isAuthority = extensions.OfType<X509BasicConstraintsExtension>().Any(b => b.CertificateAuthority);
        var signs = extensions
            .OfType<X509KeyUsageExtension>()
            .Any(u => (u.KeyUsages & X509KeyUsageFlags.KeyCertSign) != 0);
        return !isAuthority || !signs ? AuthorityOutcome.NoAuthority
            : !SigningKey.IsStrong(certificate) ? AuthorityOutcome.WeakKey
            : !HoldsItself(certificate) ? AuthorityOutcome.BrokenSignature
            : at < certificate.NotBefore.ToUniversalTime() || at > certificate.NotAfter.ToUniversalTime()
                ? AuthorityOutcome.NotInTime
            : AuthorityOutcome.Good;
    }

    /// <summary>Reads one certificate from PEM text, or null when it holds none or several.</summary>
    public static X509Certificate2? Read(string pem)
    {
        try
        {
            var found = new X509Certificate2Collection();
            found.ImportFromPem(pem);
            return found.Count == 1 ? found[0] : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static bool HoldsItself(X509Certificate2 certificate)
    {
        if (!certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData))
        {
            // An intermediate one: its issuer must be on the list for a chain to hold.
            return true;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(certificate);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.IgnoreNotTimeValid;
        return chain.Build(certificate);
    }
}
