using Org.BouncyCastle.Security;
using Org.BouncyCastle.Security.Certificates;
using Org.BouncyCastle.X509;

namespace Tender.Sealing;

/// <summary>One revocation list (RFC 5280 5) whose signature was checked against its issuer.</summary>
internal sealed class RevocationList
{
    private readonly X509Crl crl;

    private RevocationList(X509Crl crl) => this.crl = crl;

    /// <summary>Reads a DER list.</summary>
    /// <exception cref="SealingException"><see cref="SealingError.Envelope"/>: not a list.</exception>
    internal static RevocationList Parse(byte[] der)
    {
        try
        {
            var list = new X509CrlParser().ReadCrl(der);
            return new RevocationList(list ?? throw new CrlException("empty"));
        }
        catch (Exception failure)
            when (failure is CrlException or IOException or ArgumentException or InvalidOperationException)
        {
            throw new SealingException(SealingError.Envelope, 0, "not a revocation list", failure);
        }
    }

    /// <summary>Whether this list is the issuer's: equal name and a signature that holds.</summary>
    internal bool IsOf(byte[] issuerDer)
    {
        var issuer = new X509CertificateParser().ReadCertificate(issuerDer);
        return crl.IssuerDN.Equivalent(issuer.SubjectDN) && SignatureHolds(issuer);
    }

    /// <summary>When the next one is due, UTC.</summary>
    internal DateTimeOffset? NextUpdate =>
        crl.NextUpdate is { } next ? new DateTimeOffset(next.ToUniversalTime()) : null;

    /// <summary>Whether the list was issued by then and its successor is not yet due.</summary>
    internal bool IsCurrent(DateTimeOffset at) =>
        crl.ThisUpdate.ToUniversalTime() <= at.UtcDateTime
        && (crl.NextUpdate is not { } next || at.UtcDateTime <= next.ToUniversalTime());

    /// <summary>Whether the certificate is named with a revocation date at or before the instant.</summary>
    internal bool Revokes(byte[] certificateDer, DateTimeOffset at)
    {
        var certificate = new X509CertificateParser().ReadCertificate(certificateDer);
        return crl.GetRevokedCertificate(certificate.SerialNumber) is { } entry
            && entry.RevocationDate.ToUniversalTime() <= at.UtcDateTime;
    }

    private bool SignatureHolds(X509Certificate issuer)
    {
        try
        {
            crl.Verify(issuer.GetPublicKey());
            return true;
        }
        // A damaged signature shows as an exception of the parser as often as of the verifier.
        catch (Exception failure)
            when (failure
                    is GeneralSecurityException
                        or ArgumentException
                        or IOException
                        or InvalidCastException
                        or InvalidOperationException
            )
        {
            return false;
        }
    }
}
