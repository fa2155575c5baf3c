using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Tender.Testing;
using Xunit;

namespace Tender.Sealing.Tests.Certificates;

public class TrustListTests
{
    private static readonly DateTimeOffset At = TestAuthority.From.AddDays(30);

    [Theory]
    [InlineData(X509KeyUsageFlags.KeyEncipherment)]
    [InlineData(X509KeyUsageFlags.NonRepudiation)]
    public void Check_KeyThatMayNotSign_IsWrongUsage(X509KeyUsageFlags usage)
    {
        using var certificate = TestAuthority.A.Issue(usage: usage);
        Assert.Equal(CertificateOutcome.WrongUsage, Trust().Check(certificate, [], At).Outcome);
    }

    [Fact]
    public void Check_WeakRsaKey_IsRefused()
    {
        using var rsa = RSA.Create(1024);
        var request = new CertificateRequest("CN=x", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        AssertOutcome(CertificateOutcome.WeakKey, request);
    }

    [Fact]
    public void Check_OtherCurve_IsRefused()
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        var request = new CertificateRequest("CN=x", ecdsa, HashAlgorithmName.SHA256);
        AssertOutcome(CertificateOutcome.WeakKey, request);
    }

    [Theory]
    [InlineData("CN=x")]
    [InlineData("CN=x,O=o,2.5.4.97=91330106MA20271586")] // wrong check character
    [InlineData("CN=x,O=o,2.5.4.97=91330106MA2027158")]
    [InlineData("CN=x,2.5.4.97=91330106MA20271585,2.5.4.97=91330106MA20271585")] // doubled
    public void Check_WithoutAGoodOrganisationCode_IsRefused(string subject)
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        AssertOutcome(
            CertificateOutcome.NoOrganisation,
            new CertificateRequest(subject, ecdsa, HashAlgorithmName.SHA256)
        );
    }

    [Fact]
    public void Check_TimeOfTheActDecides_NotNow()
    {
        using var certificate = TestAuthority.A.Issue(notBefore: At, notAfter: At.AddDays(1));
        var trust = Trust();
        Assert.Equal(CertificateOutcome.NotYetValid, trust.Check(certificate, [], At.AddSeconds(-1)).Outcome);
        Assert.True(trust.Check(certificate, [], At).IsGood);
        Assert.True(trust.Check(certificate, [], At.AddDays(1).AddSeconds(-1)).IsGood);
        Assert.Equal(CertificateOutcome.Expired, trust.Check(certificate, [], At.AddDays(1).AddSeconds(1)).Outcome);
    }

    /// <summary>A certificate of another authority with the same name is nobody's.</summary>
    [Fact]
    public void Check_SameNameOfIssuerOtherKey_IsUnknown()
    {
        var twin = new TestAuthority("测试证书中心甲", Sample.Authorities.SigningKey.EcdsaP256);
        using var certificate = twin.Issue();
        Assert.Equal(CertificateOutcome.UnknownIssuer, Trust().Check(certificate, [twin.Certificate], At).Outcome);
    }

    [Fact]
    public void Check_ListSignedByAnotherAuthority_RevokesNothingAndIsNotKnown()
    {
        var twin = new TestAuthority("测试证书中心甲", Sample.Authorities.SigningKey.EcdsaP256);
        using var certificate = TestAuthority.A.Issue();
        var list = twin.Authority.RevocationList(TestAuthority.From, TestAuthority.From.AddYears(10));
        var report = new TrustList([TestAuthority.A.Certificate], [list]).Check(certificate, [], At);
        Assert.True(report.IsGood);
        Assert.False(report.RevocationKnown);
    }

    [Fact]
    public void Check_ListThatIsDue_IsNotKnown()
    {
        using var certificate = TestAuthority.A.Issue();
        var list = TestAuthority.A.Authority.RevocationList(TestAuthority.From, At.AddSeconds(-1));
        var report = new TrustList([TestAuthority.A.Certificate], [list]).Check(certificate, [], At);
        Assert.True(report.IsGood);
        Assert.False(report.RevocationKnown);
    }

    [Fact]
    public async Task Load_FilesThatAreNotWhatTheirNamesSay_IsRefused()
    {
        using var folder = new TemporaryFolder("trust");
        await File.WriteAllTextAsync(folder["a.crl"], "no list");
        Assert.Equal(
            SealingError.Envelope,
            (await Assert.ThrowsAsync<SealingException>(() => TrustList.LoadAsync(folder.Path))).Kind
        );
        Assert.Equal(SealingError.Envelope, Assert.Throws<SealingException>(() => TrustList.Load(folder.Path)).Kind);
    }

    [Fact]
    public async Task Load_WaitingOrNot_GivesTheSame()
    {
        using var folder = TestAuthority.TrustFolder();
        using var certificate = TestAuthority.B.Issue();
        var waited = (await TrustList.LoadAsync(folder.Path)).Check(certificate, [], At);
        Assert.Equal(waited, TrustList.Load(folder.Path).Check(certificate, [], At));
        Assert.True(waited.RevocationKnown);
    }

    private static TrustList Trust() => new([TestAuthority.A.Certificate], []);

    private static void AssertOutcome(CertificateOutcome outcome, CertificateRequest request)
    {
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, true)
        );
        // Its own authority: the chain is good, so that nothing but the leaf decides.
        using var root = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var rootRequest = new CertificateRequest("CN=root", root, HashAlgorithmName.SHA256);
        rootRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var authority = rootRequest.CreateSelfSigned(At.AddYears(-1), At.AddYears(1));
        var signer = X509SignatureGenerator.CreateForECDsa(root);
        using var leaf = request.Create(authority.SubjectName, signer, At.AddDays(-1), At.AddDays(1), [1, 2, 3]);
        Assert.Equal(outcome, new TrustList([authority], []).Check(leaf, [], At).Outcome);
    }
}
