using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using Tender.Testing;

namespace Tender.Ledger.Tests.World;

/// <summary>Makes RFC 3161 tokens, which no public vectors exist for.</summary>
internal sealed class TimeStampAuthority : IDisposable
{
    public const string Policy = "1.3.6.1.4.1.99999.1";
    private readonly X509Certificate2 signer;

    public TimeStampAuthority()
    {
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=time root", rootKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        Root = request.CreateSelfSigned(TestAuthority.From, TestAuthority.From.AddYears(10));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var leaf = new CertificateRequest("CN=time stamps", key, HashAlgorithmName.SHA256);
        leaf.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.8")], true));
        using var bare = leaf.Create(Root, TestAuthority.From, TestAuthority.From.AddYears(9), [1, 2, 3]);
        signer = bare.CopyWithPrivateKey(key);
    }

    public X509Certificate2 Root { get; }

    public byte[] Stamp(byte[] hash, DateTimeOffset at)
    {
        var message = new SignedCms(new ContentInfo(new Oid("1.2.840.113549.1.9.16.1.4"), Info(hash, at)));
        var by = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, signer)
        {
            DigestAlgorithm = new Oid("2.16.840.1.101.3.4.2.1"),
            IncludeOption = X509IncludeOption.EndCertOnly,
        };
        by.SignedAttributes.Add(new AsnEncodedData("1.2.840.113549.1.9.16.2.47", CertificateId()));
        message.ComputeSignature(by);
        return message.Encode();
    }

    public void Dispose()
    {
        signer.Dispose();
        Root.Dispose();
    }

    private byte[] CertificateId()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence())
            writer.WriteOctetString(SHA256.HashData(signer.RawData));
        return writer.Encode();
    }

    private static byte[] Info(byte[] hash, DateTimeOffset at)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            writer.WriteObjectIdentifier(Policy);
            using (writer.PushSequence())
            {
                using (writer.PushSequence())
                    writer.WriteObjectIdentifier("2.16.840.1.101.3.4.2.1");
                writer.WriteOctetString(hash);
            }

            writer.WriteInteger(42);
            writer.WriteGeneralizedTime(at, omitFractionalSeconds: true);
        }

        return writer.Encode();
    }
}
