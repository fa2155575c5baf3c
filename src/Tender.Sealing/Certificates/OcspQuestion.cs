using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Ocsp;
using Org.BouncyCastle.Asn1.Oiw;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Ocsp;
using Org.BouncyCastle.X509;

namespace Tender.Sealing;

/// <summary>A question to an OCSP service about one certificate (RFC 6960), and the reading of its answer.</summary>
public sealed class OcspQuestion
{
    /// <summary>Clocks of services may be ahead of ours by so much.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    private const string OcspSigning = "1.3.6.1.5.5.7.3.9";
    private readonly Org.BouncyCastle.X509.X509Certificate certificate;
    private readonly Org.BouncyCastle.X509.X509Certificate issuer;
    private readonly byte[] nonce;

    /// <param name="certificate">Whose status is asked.</param>
    /// <param name="issuer">Its issuer, already found by a chain that holds.</param>
    /// <param name="nonce">Random bytes (RFC 8954: 1 to 32), so that an old answer cannot be played back.</param>
    public OcspQuestion(X509Certificate2 certificate, X509Certificate2 issuer, byte[] nonce)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(issuer);
        ArgumentNullException.ThrowIfNull(nonce);
        var parser = new X509CertificateParser();
        this.certificate = parser.ReadCertificate(certificate.RawData);
        this.issuer = parser.ReadCertificate(issuer.RawData);
        this.nonce = nonce;
    }

    /// <summary>DER of the request. SHA-1 names the issuer, as every service understands it; nothing is signed with it.</summary>
    public byte[] Encode()
    {
        var generator = new OcspReqGenerator();
        generator.AddRequest(
            new CertificateID(
                new AlgorithmIdentifier(OiwObjectIdentifiers.IdSha1, DerNull.Instance),
                issuer,
                certificate.SerialNumber
            )
        );
        var extensions = new X509ExtensionsGenerator();
        extensions.AddExtension(OcspObjectIdentifiers.PkixOcspNonce, false, new DerOctetString(nonce));
        generator.SetRequestExtensions(extensions.Generate());
        return generator.Generate().GetEncoded();
    }

    /// <summary>
    /// Reads an answer. It counts only if the issuer signed it, or a responder whose certificate the issuer made for that purpose; if it is
    /// about this certificate and current; and if its nonce, when it has one, is ours.
    /// </summary>
    /// <param name="der">What came.</param>
    /// <param name="at">The instant of the act, UTC.</param>
    public StatusAnswer Read(byte[] der, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(der);
        try
        {
            var response = new OcspResp(der);
            return response.Status == OcspRespStatus.Successful && response.GetResponseObject() is BasicOcspResp basic
                ? Judge(basic, at)
                : StatusAnswer.Unusable($"response status {response.Status}");
        }
        // Broken ASN.1 shows as many kinds of exceptions; to the caller they all mean that nothing usable came.
        catch (Exception failure)
            when (failure
                    is IOException
                        or ArgumentException
                        or InvalidCastException
                        or InvalidOperationException
                        or OcspException
                        or Org.BouncyCastle.Security.GeneralSecurityException
            )
        {
            return StatusAnswer.Unusable($"not readable: {failure.GetType().Name}");
        }
    }

    private StatusAnswer Judge(BasicOcspResp basic, DateTimeOffset at)
    {
        if (!IsSignedByIssuer(basic, at))
        {
            return StatusAnswer.Unusable("signed by somebody else");
        }

        if (NonceOf(basic) is { } theirs && !theirs.AsSpan().SequenceEqual(nonce))
        {
            return StatusAnswer.Unusable("the nonce of another question");
        }

        var own = basic.Responses.FirstOrDefault(r =>
            r.GetCertID().SerialNumber.Equals(certificate.SerialNumber) && r.GetCertID().MatchesIssuer(issuer)
        );
        if (own is null)
        {
            return StatusAnswer.Unusable("about another certificate");
        }

        var from = new DateTimeOffset(own.ThisUpdate.ToUniversalTime());
        DateTimeOffset? until = own.NextUpdate is { } next ? new DateTimeOffset(next.ToUniversalTime()) : null;
        if (from > at + Skew || until < at)
        {
            return StatusAnswer.Unusable("not current");
        }

        if (until is null && NonceOf(basic) is null)
        {
            return StatusAnswer.Unusable("nothing says that it is fresh: it could be an old answer sent again");
        }

        var outcome = own.GetCertStatus() switch
        {
            null => StatusOutcome.Good,
            RevokedStatus revoked when revoked.RevocationTime.ToUniversalTime() <= at.UtcDateTime =>
                StatusOutcome.Revoked,
            RevokedStatus => StatusOutcome.Good,
            _ => StatusOutcome.Unknown,
        };
        return new StatusAnswer(outcome, until);
    }

    private bool IsSignedByIssuer(BasicOcspResp basic, DateTimeOffset at) =>
        Holds(basic, issuer) || basic.GetCerts().Any(c => IsResponder(c, at) && Holds(basic, c));

    private static bool Holds(BasicOcspResp basic, Org.BouncyCastle.X509.X509Certificate signer)
    {
        try
        {
            return basic.Verify(signer.GetPublicKey());
        }
        catch (Exception failure) when (failure is OcspException or ArgumentException or InvalidCastException)
        {
            return false;
        }
    }

    /// <summary>A responder that the issuer itself named for this purpose (RFC 6960 4.2.2.2).</summary>
    private bool IsResponder(Org.BouncyCastle.X509.X509Certificate responder, DateTimeOffset at)
    {
        try
        {
            responder.Verify(issuer.GetPublicKey());
        }
        catch (Exception failure)
            when (failure
                    is Org.BouncyCastle.Security.GeneralSecurityException
                        or ArgumentException
                        or InvalidCastException
            )
        {
            return false;
        }

        return responder.IsValid(at.UtcDateTime)
            && responder.GetExtendedKeyUsage()?.Any(usage => usage.Id == OcspSigning) == true;
    }

    private static byte[]? NonceOf(BasicOcspResp basic)
    {
        var value = basic.ResponseExtensions?.GetExtension(OcspObjectIdentifiers.PkixOcspNonce)?.Value;
        return value is null
            ? null
            : Asn1OctetString.GetInstance(Asn1Object.FromByteArray(value.GetOctets())).GetOctets();
    }
}
