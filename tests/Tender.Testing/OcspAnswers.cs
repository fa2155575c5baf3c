using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Ocsp;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Crypto.Operators;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Ocsp;
using Org.BouncyCastle.Security;
using Tender.Sample.Authorities;
using BcCertificate = Org.BouncyCastle.X509.X509Certificate;
using CertificateStatus = Org.BouncyCastle.Ocsp.CertificateStatus;

namespace Tender.Testing;

/// <summary>Makes OCSP answers, right and wrong ones.</summary>
internal sealed class OcspAnswers(SampleAuthority authority, Func<DateTimeOffset> now)
{
    private readonly SampleAuthority stranger = SampleAuthority.CreateRoot(
        "他人证书中心",
        authority.Kind,
        now().AddYears(-1),
        now().AddYears(5)
    );

    private X509Certificate2? responder;

    internal byte[] Answer(byte[] question, StatusMode mode, IReadOnlyDictionary<string, DateTimeOffset> revoked)
    {
        var request = new OcspReq(question);
        var id = request.GetRequestList()[0].GetCertID();
        var asked =
            mode == StatusMode.OtherCertificate
                ? CertificateID.DeriveCertificateID(id, id.SerialNumber.Add(BigInteger.One))
                : id;
        var signer = SignerOf(mode);
        var generator = new BasicOcspRespGenerator(new RespID(Read(signer).SubjectDN));
        var instant = now().UtcDateTime;
        var (from, until) =
            mode == StatusMode.Stale
                ? (instant.AddHours(-2), instant.AddSeconds(-1))
                : (instant.AddSeconds(-1), instant.AddHours(1));
        generator.AddResponse(
            asked,
            StatusOf(id, mode, revoked),
            from,
            mode == StatusMode.Timeless ? null : until,
            null
        );
        if (mode != StatusMode.Timeless)
        {
            generator.SetResponseExtensions(Nonce(request, mode));
        }

        using var key = Key(signer);
        var factory = new Asn1SignatureFactory(
            key is RSA ? "SHA256WITHRSA" : "SHA256WITHECDSA",
            PrivateKeyFactory.CreateKey(key.ExportPkcs8PrivateKey())
        );
        BcCertificate[] chain = mode is StatusMode.Delegated or StatusMode.Usurped or StatusMode.WrongSigner
            ? [Read(signer)]
            : [];
        var basic = generator.Generate(factory, chain, instant);
        return new OCSPRespGenerator().Generate(OcspRespStatus.Successful, basic).GetEncoded();
    }

    private static CertificateStatus? StatusOf(
        CertificateID id,
        StatusMode mode,
        IReadOnlyDictionary<string, DateTimeOffset> revoked
    )
    {
        if (mode == StatusMode.Unknown)
        {
            return new UnknownStatus();
        }

        var serial = Convert.ToHexString(id.SerialNumber.ToByteArrayUnsigned());
        return revoked.TryGetValue(serial, out var at) ? new RevokedStatus(at.UtcDateTime, 1) : null;
    }

    private static X509Extensions Nonce(OcspReq request, StatusMode mode)
    {
        var generator = new X509ExtensionsGenerator();
        var sent = request.RequestExtensions.GetExtension(OcspObjectIdentifiers.PkixOcspNonce).Value.GetOctets();
        var value = Asn1OctetString.GetInstance(Asn1Object.FromByteArray(sent)).GetOctets();
        if (mode == StatusMode.OtherNonce)
        {
            value[0] ^= 1;
        }

        generator.AddExtension(OcspObjectIdentifiers.PkixOcspNonce, false, new DerOctetString(value));
        return generator.Generate();
    }

    private X509Certificate2 SignerOf(StatusMode mode) =>
        mode switch
        {
            StatusMode.WrongSigner => stranger.Certificate,
            // Made once: an RSA key takes longer than an answer may.
            StatusMode.Delegated => responder ??= authority.IssueResponder(now().AddDays(-1), now().AddDays(30)),
            StatusMode.Usurped => authority.Issue(
                new CertificateSubject
                {
                    OrgCode = "91330106MA20271585",
                    OrgName = "某单位",
                    Signer = "某人",
                    NotBefore = now().AddDays(-1),
                    NotAfter = now().AddDays(1),
                }
            ),
            _ => authority.Certificate,
        };

    private static AsymmetricAlgorithm Key(X509Certificate2 certificate) =>
        (AsymmetricAlgorithm?)certificate.GetECDsaPrivateKey() ?? certificate.GetRSAPrivateKey()!;

    private static BcCertificate Read(X509Certificate2 certificate) =>
        new Org.BouncyCastle.X509.X509CertificateParser().ReadCertificate(certificate.RawData);
}
