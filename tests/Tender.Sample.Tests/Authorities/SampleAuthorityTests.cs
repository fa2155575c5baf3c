using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using Tender.Sample.Authorities;
using Tender.Testing;
using Xunit;

namespace Tender.Sample.Tests.Authorities;

public sealed class SampleAuthorityTests
{
    public static TheoryData<string> Names => ["A", "B"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Issue_Certificate_ChainsToTheRootAndCarriesTheProfile(string name)
    {
        using var certificate = Of(name).Issue("91330106MA20271585", "杭州青石建设有限公司", "陈青");
        using var chain = Chain(Of(name));
        Assert.True(chain.Build(certificate), string.Join(',', chain.ChainStatus.Select(s => s.StatusInformation)));

        var usage = certificate.Extensions.OfType<X509KeyUsageExtension>().Single();
        Assert.Equal(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, usage.KeyUsages);
        var subject = certificate
            .SubjectName.EnumerateRelativeDistinguishedNames()
            .ToDictionary(r => r.GetSingleElementType().Value!, r => r.GetSingleElementValue());
        Assert.Equal("91330106MA20271585", subject["2.5.4.97"]);
        Assert.Equal("杭州青石建设有限公司", subject["2.5.4.10"]);
        Assert.Equal("陈青", subject["2.5.4.3"]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Issue_ByOneAuthority_DoesNotChainToTheOther(string name)
    {
        using var certificate = Of(name).Issue();
        using var chain = Chain(name == "A" ? TestAuthority.B : TestAuthority.A);
        Assert.False(chain.Build(certificate));
    }

    [Fact]
    public void CreateSubordinate_ItsCertificates_ChainOverItToTheRoot()
    {
        using var subordinate = TestAuthority.A.Authority.CreateSubordinate("测试证书中心甲 签发一");
        using var certificate = subordinate.Issue(Subject());
        using var chain = Chain(TestAuthority.A);
        chain.ChainPolicy.ExtraStore.Add(subordinate.Certificate);
        Assert.True(chain.Build(certificate));
        Assert.Equal(3, chain.ChainElements.Count);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void RevocationList_HoldsTheRevokedAndNobodyElse(string name)
    {
        using var authority = SampleAuthority.CreateRoot(
            "撤销测试",
            Of(name).Authority.Kind,
            TestAuthority.From,
            TestAuthority.From.AddYears(10)
        );
        using var good = authority.Issue(Subject());
        using var bad = authority.Issue(Subject());
        authority.Revoke(bad, TestAuthority.From.AddDays(3));
        var der = authority.RevocationList(TestAuthority.From.AddDays(4), TestAuthority.From.AddDays(5));
        var list = CertificateRevocationListBuilder.Load(der, out var number);
        Assert.True(number > 0);
        Assert.True(list.RemoveEntry(bad.SerialNumberBytes.Span));
        Assert.False(list.RemoveEntry(good.SerialNumberBytes.Span));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void P12_Encode_CanBeOpenedAndSigns(string name)
    {
        using var certificate = Of(name).Issue();
        var file = P12File.Encode(certificate, "tender-sample");
        using var opened = X509CertificateLoader.LoadPkcs12(file, "tender-sample");
        Assert.Equal(certificate.RawData, opened.RawData);
        Assert.True(opened.HasPrivateKey);

        var signed = new SignedCms(new ContentInfo([1, 2, 3]));
        signed.ComputeSignature(new CmsSigner(opened) { DigestAlgorithm = new Oid("2.16.840.1.101.3.4.2.1") });
        signed.CheckSignature(verifySignatureOnly: true);
        Assert.Throws<CryptographicException>(() => X509CertificateLoader.LoadPkcs12(file, "wrong"));
    }

    [Fact]
    public void P12_Encode_UsesOnlyWhatWebCryptoKnows()
    {
        using var certificate = TestAuthority.A.Issue();
        var file = Convert.ToHexStringLower(P12File.Encode(certificate, "x"));
        const string pbes2 = "06092a864886f70d01050d";
        const string aes256Cbc = "060960864801650304012a";
        const string hmacSha256 = "06082a864886f70d0209";
        const string sha256 = "0609608648016503040201";
        const string pkcs12PbeIds = "060a2a864886f70d010c01";
        Assert.All([pbes2, aes256Cbc, hmacSha256, sha256], oid => Assert.Contains(oid, file, StringComparison.Ordinal));
        Assert.DoesNotContain(pkcs12PbeIds, file, StringComparison.Ordinal);
    }

    private static TestAuthority Of(string name) => name == "A" ? TestAuthority.A : TestAuthority.B;

    private static CertificateSubject Subject() =>
        new()
        {
            OrgCode = "91330106MA20271585",
            OrgName = "杭州青石建设有限公司",
            Signer = "陈青",
            NotBefore = TestAuthority.From,
            NotAfter = TestAuthority.From.AddYears(1),
        };

    private static X509Chain Chain(TestAuthority root)
    {
        var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(root.Certificate);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = TestAuthority.From.AddMonths(1).UtcDateTime;
        return chain;
    }
}
