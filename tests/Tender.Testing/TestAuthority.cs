using System.Security.Cryptography.X509Certificates;
using Tender.Sample.Authorities;

namespace Tender.Testing;

/// <summary>
/// Certificates for tests. <see cref="A"/> signs with ECDSA P-256, <see cref="B"/> with RSA-2048; both live as long as the test
/// process. What a test revokes here is seen by no other test until it asks for the list, and every test asks with certificates of its own.
/// </summary>
public sealed class TestAuthority
{
    private static readonly Lazy<TestAuthority> LazyA = new(() => new("测试证书中心甲", SigningKey.EcdsaP256));
    private static readonly Lazy<TestAuthority> LazyB = new(() => new("测试证书中心乙", SigningKey.Rsa2048));
    private readonly Lock gate = new();

    /// <summary>A third authority of a test's own, which no trust list knows.</summary>
    public TestAuthority(string name, SigningKey kind) =>
        Authority = SampleAuthority.CreateRoot(name, kind, From.AddYears(-5), From.AddYears(20));

    public static TestAuthority A => LazyA.Value;

    public static TestAuthority B => LazyB.Value;

    /// <summary>Certificates are good from here for ten years, so that a test may set its clock freely in between.</summary>
    public static DateTimeOffset From { get; } = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public SampleAuthority Authority { get; }

    public X509Certificate2 Certificate => Authority.Certificate;

    public X509Certificate2 Issue(
        string orgCode = "91330106MA20271585",
        string orgName = "杭州青石建设有限公司",
        string signer = "陈青",
        DateTimeOffset? notBefore = null,
        DateTimeOffset? notAfter = null,
        X509KeyUsageFlags usage = X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation
    ) =>
        Authority.Issue(
            new CertificateSubject
            {
                OrgCode = orgCode,
                OrgName = orgName,
                Signer = signer,
                NotBefore = notBefore ?? From,
                NotAfter = notAfter ?? From.AddYears(10),
                Usage = usage,
            }
        );

    /// <summary>Ended one second before <paramref name="at"/>.</summary>
    public X509Certificate2 IssueExpired(DateTimeOffset at) =>
        Issue(notBefore: at.AddYears(-1), notAfter: at.AddSeconds(-1));

    /// <summary>Revoked since <paramref name="since"/>, in every list published from now on.</summary>
    public X509Certificate2 IssueRevoked(DateTimeOffset since)
    {
        var certificate = Issue();
        lock (gate)
            Authority.Revoke(certificate, since);
        return certificate;
    }

    /// <summary>Writes <c>NAME.pem</c> and <c>NAME.crl</c> as a trust list reads them; the list is good for ten years.</summary>
    public void Publish(string folder, string name)
    {
        lock (gate)
            Authority.Publish(folder, name, From, From.AddYears(10));
    }

    /// <summary>A fresh folder with both authorities.</summary>
    public static TemporaryFolder TrustFolder()
    {
        var folder = new TemporaryFolder("trust");
        A.Publish(folder.Path, "a");
        B.Publish(folder.Path, "b");
        return folder;
    }
}
