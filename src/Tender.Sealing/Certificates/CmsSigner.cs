using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using Pkcs = System.Security.Cryptography.Pkcs;

namespace Tender.Sealing;

/// <summary>
/// Makes signed messages: CMS SignedData (RFC 5652) with attached content, one SignerInfo and the signed attributes of CAdES-BES
/// (ETSI EN 319 122-1): contentType, messageDigest, signingTime, signingCertificateV2 (RFC 5035). SHA-256.
/// </summary>
public static class CmsSigner
{
    internal const string SigningCertificateV2 = "1.2.840.113549.1.9.16.2.47";
    internal const string Sha256 = "2.16.840.1.101.3.4.2.1";

    /// <summary>Signs content.</summary>
    /// <param name="content">The bytes that are signed, exactly as they are.</param>
    /// <param name="certificate">The signer's certificate with its private key (ECDSA P-256 or RSA &gt;= 2048).</param>
    /// <param name="signingTime">What the signer's clock says; it decides nothing.</param>
    /// <param name="path">Further certificates to put in, such as an intermediate authority.</param>
    /// <returns>DER.</returns>
    public static byte[] Sign(
        ReadOnlySpan<byte> content,
        X509Certificate2 certificate,
        DateTimeOffset signingTime,
        IEnumerable<X509Certificate2>? path = null
    )
    {
        var message = new SignedCms(new ContentInfo(content.ToArray()), detached: false);
        var signer = new Pkcs.CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, certificate)
        {
            DigestAlgorithm = new Oid(Sha256),
            IncludeOption = X509IncludeOption.EndCertOnly,
        };
        signer.SignedAttributes.Add(new Pkcs9SigningTime(signingTime.UtcDateTime));
        signer.SignedAttributes.Add(new AsnEncodedData(SigningCertificateV2, EncodeCertificateId(certificate)));
        signer.Certificates.AddRange((path ?? []).ToArray());
        message.ComputeSignature(signer, silent: true);
        return message.Encode();
    }

    /// <summary>SigningCertificateV2 with one ESSCertIDv2 of the default hash SHA-256 (RFC 5035 4).</summary>
    internal static byte[] EncodeCertificateId(X509Certificate2 certificate)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            writer.WriteOctetString(SHA256.HashData(certificate.RawDataMemory.Span));
        }

        return writer.Encode();
    }
}
