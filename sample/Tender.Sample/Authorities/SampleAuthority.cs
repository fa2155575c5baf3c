using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Tender.Sealing;

namespace Tender.Sample.Authorities;

/// <summary>
/// A certificate authority for the sample and for tests: it issues signing certificates with our profile and revocation lists. Not for
/// production, where licensed authorities do this.
/// </summary>
public sealed class SampleAuthority : IDisposable
{
    private const string OrganizationIdentifier = "2.5.4.97";
    private const string CommonName = "2.5.4.3";
    private const string Organization = "2.5.4.10";
    private readonly IRandom random;
    private readonly List<(byte[] Serial, DateTimeOffset At)> revoked = [];

    private SampleAuthority(X509Certificate2 certificate, SigningKey kind, IRandom random)
    {
        Certificate = certificate;
        Kind = kind;
        this.random = random;
    }

    /// <summary>With its private key.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>Kind of this authority's key and of the keys it issues.</summary>
    public SigningKey Kind { get; }

    public static SampleAuthority CreateRoot(
        string name,
        SigningKey kind,
        DateTimeOffset notBefore,
        DateTimeOffset notAfter,
        IRandom? random = null
    )
    {
        using var key = SigningKeys.Create(kind);
        var chance = random ?? SystemRandom.Instance;
        using var bare = AuthorityRequest(name, key, pathLength: 1)
            .Create(
                Name((Organization, name), (CommonName, name)),
                SigningKeys.Generator(key),
                notBefore,
                notAfter,
                Serial(chance)
            );
        return new SampleAuthority(SigningKeys.Join(bare, key), kind, chance);
    }

    /// <summary>An authority whose certificate (with key) was kept.</summary>
    public static SampleAuthority Load(X509Certificate2 certificate, IRandom? random = null)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        using var rsa = certificate.GetRSAPrivateKey();
        return new SampleAuthority(
            certificate,
            rsa is null ? SigningKey.EcdsaP256 : SigningKey.Rsa2048,
            random ?? SystemRandom.Instance
        );
    }

    /// <summary>An intermediate authority below this one.</summary>
    public SampleAuthority CreateSubordinate(string name)
    {
        using var key = SigningKeys.Create(Kind);
        using var own = SigningKeys.Private(Certificate);
        using var bare = AuthorityRequest(name, key, pathLength: 0)
            .Create(
                Certificate.SubjectName,
                SigningKeys.Generator(own),
                Certificate.NotBefore,
                Certificate.NotAfter,
                Serial(random)
            );
        return new SampleAuthority(SigningKeys.Join(bare, key), Kind, random);
    }

    /// <summary>A signing certificate with its private key.</summary>
    public X509Certificate2 Issue(CertificateSubject subject, SigningKey? kind = null)
    {
        ArgumentNullException.ThrowIfNull(subject);
        using var key = SigningKeys.Create(kind ?? Kind);
        using var own = SigningKeys.Private(Certificate);
        var request = SigningKeys.Request(
            Name(
                (OrganizationIdentifier, subject.OrgCode),
                (Organization, subject.OrgName),
                (CommonName, subject.Signer)
            ),
            key
        );
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(subject.Usage, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        request.CertificateExtensions.Add(
            X509AuthorityKeyIdentifierExtension.CreateFromCertificate(Certificate, true, false)
        );
        AddStatus(request, subject);
        using var bare = request.Create(
            Certificate.SubjectName,
            SigningKeys.Generator(own),
            subject.NotBefore,
            subject.NotAfter,
            Serial(random)
        );
        return SigningKeys.Join(bare, key);
    }

    /// <summary>A certificate for a status service that answers in the authority's name (RFC 6960 4.2.2.2).</summary>
    public X509Certificate2 IssueResponder(DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        using var key = SigningKeys.Create(Kind);
        using var own = SigningKeys.Private(Certificate);
        var request = SigningKeys.Request(Name((CommonName, "OCSP")), key);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.9")], true));
        using var bare = request.Create(
            Certificate.SubjectName,
            SigningKeys.Generator(own),
            notBefore,
            notAfter,
            Serial(random)
        );
        return SigningKeys.Join(bare, key);
    }

    private static void AddStatus(CertificateRequest request, CertificateSubject subject)
    {
        if (subject.StatusService is { } service)
            request.CertificateExtensions.Add(
                new X509AuthorityInformationAccessExtension([service.ToString()], caIssuersUris: null)
            );
        if (subject.StatusList is { } list)
            request.CertificateExtensions.Add(
                CertificateRevocationListBuilder.BuildCrlDistributionPointExtension([list.ToString()])
            );
    }

    /// <summary>From the next list on the certificate counts as revoked since <paramref name="at"/>.</summary>
    public void Revoke(X509Certificate2 certificate, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        revoked.Add((certificate.SerialNumberBytes.ToArray(), at));
    }

    /// <summary>The revocation list (DER).</summary>
    public byte[] RevocationList(DateTimeOffset thisUpdate, DateTimeOffset nextUpdate)
    {
        var builder = new CertificateRevocationListBuilder();
        foreach (var (serial, at) in revoked)
            builder.AddEntry(serial, at, X509RevocationReason.KeyCompromise);
        var number = new BigInteger(thisUpdate.ToUnixTimeMilliseconds());
        return builder.Build(
            Certificate,
            number,
            nextUpdate,
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1,
            thisUpdate
        );
    }

    /// <summary>Writes what a trust list reads: <c>NAME.pem</c> and <c>NAME.crl</c>.</summary>
    public void Publish(string folder, string name, DateTimeOffset thisUpdate, DateTimeOffset nextUpdate)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, name + ".pem"), Certificate.ExportCertificatePem() + "\n");
        File.WriteAllBytes(Path.Combine(folder, name + ".crl"), RevocationList(thisUpdate, nextUpdate));
    }

    public void Dispose() => Certificate.Dispose();

    private static CertificateRequest AuthorityRequest(string name, AsymmetricAlgorithm key, int pathLength)
    {
        var request = SigningKeys.Request(Name((Organization, name), (CommonName, name)), key);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, pathLength, true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true)
        );
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request;
    }

    private static X500DistinguishedName Name(params (string Oid, string Value)[] attributes)
    {
        var builder = new X500DistinguishedNameBuilder();
        foreach (var (oid, value) in attributes)
            builder.Add(oid, value, UniversalTagNumber.UTF8String);
        return builder.Build();
    }

    /// <summary>16 random bytes, positive and without a leading zero (RFC 5280, 4.1.2.2).</summary>
    private static byte[] Serial(IRandom random)
    {
        var serial = random.Bytes(16);
        serial[0] = (byte)(serial[0] & 0x7F | 0x40);
        return serial;
    }
}
