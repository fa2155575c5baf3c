using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Tender.Testing;
using Xunit;

namespace Tender.Sealing.Tests.Certificates;

public class CmsTests
{
    private static readonly DateTimeOffset At = TestAuthority.From.AddDays(30);
    private const string Openssl = "/usr/bin/openssl";
    private static readonly byte[] Content = Encoding.UTF8.GetBytes("{\"v\":1,\"公司\":\"甲\"}");

    public static TheoryData<bool> Authorities => [true, false];

    [Theory]
    [MemberData(nameof(Authorities))]
    public void Open_SignedByEitherAuthority_GivesContentSignerAndTime(bool first)
    {
        using var certificate = (first ? TestAuthority.A : TestAuthority.B).Issue();
        var opened = CmsVerifier.Open(CmsSigner.Sign(Content, certificate, At));
        Assert.Equal(Content, opened.Content);
        Assert.Equal(certificate.RawData, opened.Signer.RawData);
        Assert.Equal(At, opened.SigningTime);
    }

    [Fact]
    public void Open_EveryByteOfContentOrSignatureChanged_NeverGivesOtherContent()
    {
        using var certificate = TestAuthority.A.Issue();
        var message = CmsSigner.Sign(Content, certificate, At);
        for (var i = 0; i < message.Length; i++)
        {
            var changed = message.ToArray();
            changed[i] ^= 1;
            try
            {
                // A changed byte may lie in a field that the signature does not cover; the content never changes.
                Assert.Equal(Content, CmsVerifier.Open(changed).Content);
            }
            catch (SealingException refused)
            {
                Assert.Contains(
                    refused.Kind,
                    (SealingError[])[SealingError.Envelope, SealingError.Signature, SealingError.TrailingBytes]
                );
            }
        }
    }

    [Fact]
    public void Open_TrailingByte_IsRefused()
    {
        using var certificate = TestAuthority.A.Issue();
        AssertRefused(SealingError.TrailingBytes, [.. CmsSigner.Sign(Content, certificate, At), 0]);
    }

    [Fact]
    public void Open_Detached_IsRefused() => AssertRefused(SealingError.Envelope, Build(detached: true, signers: 1));

    [Fact]
    public void Open_TwoSigners_IsRefused() => AssertRefused(SealingError.Envelope, Build(detached: false, signers: 2));

    [Fact]
    public void Open_WithoutSigningCertificateAttribute_IsRefused() =>
        AssertRefused(SealingError.Envelope, Build(detached: false, signers: 1));

    [Fact]
    public void Open_AttributeNamesAnotherCertificate_IsRefused()
    {
        using var certificate = TestAuthority.A.Issue();
        using var other = TestAuthority.A.Issue();
        var message = new SignedCms(new ContentInfo(Content));
        var signer = new System.Security.Cryptography.Pkcs.CmsSigner(certificate)
        {
            DigestAlgorithm = new Oid(CmsSigner.Sha256),
        };
        signer.SignedAttributes.Add(new Pkcs9SigningTime(At.UtcDateTime));
        signer.SignedAttributes.Add(
            new AsnEncodedData(CmsSigner.SigningCertificateV2, CmsSigner.EncodeCertificateId(other))
        );
        message.ComputeSignature(signer);
        AssertRefused(SealingError.Envelope, message.Encode());
    }

    /// <summary>One signature, one encoding: the platform itself takes s without the zero that keeps it positive.</summary>
    [Fact]
    public void Open_SignatureWithoutItsLeadingZero_IsRefused()
    {
        using var certificate = TestAuthority.A.Issue();
        byte[] message;
        do
        {
            message = CmsSigner.Sign(Content, certificate, At);
        } while (!message.AsSpan(^35..^32).SequenceEqual((ReadOnlySpan<byte>)[0x02, 0x21, 0]));

        CmsVerifier.Open(message);
        var twin = DerCut.WithoutByte(message, message.Length - 33);
        AssertRefused(SealingError.Signature, twin);
        var platform = new SignedCms();
        platform.Decode(twin);
        platform.CheckSignature(verifySignatureOnly: true);
    }

    [Fact]
    public async Task Check_GoodCertificate_NamesOrganisationAndSigner()
    {
        using var folder = TestAuthority.TrustFolder();
        using var certificate = TestAuthority.A.Issue();
        var trust = await TrustList.LoadAsync(folder.Path);
        var report = trust.Check(certificate, [], At);
        Assert.Equal(CertificateOutcome.Good, report.Outcome);
        Assert.True(OrganisationCode.IsValid(report.OrgCode));
        Assert.NotEmpty(report.OrgName);
        Assert.NotEmpty(report.SignerName);
    }

    [Fact]
    public async Task Check_ByOutcome_SaysWhatIsWrong()
    {
        var revoked = TestAuthority.A.IssueRevoked(At);
        using var folder = TestAuthority.TrustFolder();
        var trust = await TrustList.LoadAsync(folder.Path);
        using var foreign = new TestAuthority("foreign", Sample.Authorities.SigningKey.EcdsaP256).Issue();
        using var good = TestAuthority.B.Issue();
        Assert.Equal(CertificateOutcome.UnknownIssuer, trust.Check(foreign, [], At).Outcome);
        Assert.Equal(CertificateOutcome.Expired, trust.Check(TestAuthority.A.IssueExpired(At), [], At).Outcome);
        Assert.Equal(CertificateOutcome.NotYetValid, trust.Check(good, [], TestAuthority.From.AddYears(-1)).Outcome);
        Assert.Equal(CertificateOutcome.Revoked, trust.Check(revoked, [], At).Outcome);
        Assert.Equal(CertificateOutcome.Good, trust.Check(revoked, [], At.AddSeconds(-1)).Outcome);
        Assert.Equal(CertificateOutcome.WrongUsage, trust.Check(TestAuthority.A.Certificate, [], At).Outcome);
    }

    [Fact]
    public void Check_WithoutRevocationList_SaysThatRevocationIsUnknown()
    {
        using var certificate = TestAuthority.A.Issue();
        var trust = new TrustList([TestAuthority.A.Certificate], []);
        var report = trust.Check(certificate, [], At);
        Assert.True(report.IsGood);
        Assert.False(report.RevocationKnown);
    }

    [SkippableFact]
    public async Task Verify_ByOpenssl_Holds()
    {
        Skip.IfNot(File.Exists(Openssl), "openssl is not installed");
        using var folder = new TemporaryFolder("cms");
        using var certificate = TestAuthority.A.Issue();
        await File.WriteAllBytesAsync(folder["m.der"], CmsSigner.Sign(Content, certificate, At));
        await File.WriteAllTextAsync(folder["ca.pem"], TestAuthority.A.Certificate.ExportCertificatePem());
        var at = At.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        string[] verify = ["cms", "-verify", "-cades", "-binary", "-inform", "DER", "-purpose", "any", "-attime", at];
        await RunOpensslAsync([.. verify, "-in", folder["m.der"], "-CAfile", folder["ca.pem"], "-out", folder["out"]]);
        Assert.Equal(Content, await File.ReadAllBytesAsync(folder["out"]));
    }

    [SkippableFact]
    public async Task Open_SignedByOpenssl_GivesContentAndSigner()
    {
        Skip.IfNot(File.Exists(Openssl), "openssl is not installed");
        using var folder = new TemporaryFolder("cms");
        using var certificate = TestAuthority.A.Issue();
        using var key = certificate.GetECDsaPrivateKey()!;
        await File.WriteAllBytesAsync(folder["content"], Content);
        await File.WriteAllTextAsync(folder["cert.pem"], certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(folder["key.pem"], key.ExportPkcs8PrivateKeyPem());
        string[] sign = ["cms", "-sign", "-cades", "-binary", "-nodetach", "-md", "sha256", "-outform", "DER"];
        string[] files = ["-in", folder["content"], "-signer", folder["cert.pem"], "-inkey", folder["key.pem"]];
        await RunOpensslAsync([.. sign, .. files, "-out", folder["m.der"]]);
        var opened = CmsVerifier.Open(await File.ReadAllBytesAsync(folder["m.der"]));
        Assert.Equal(Content, opened.Content);
        Assert.Equal(certificate.RawData, opened.Signer.RawData);
    }

    private static byte[] Build(bool detached, int signers)
    {
        var message = new SignedCms(new ContentInfo(Content), detached);
        for (var i = 0; i < signers; i++)
        {
            using var certificate = TestAuthority.A.Issue();
            message.ComputeSignature(
                new System.Security.Cryptography.Pkcs.CmsSigner(certificate)
                {
                    DigestAlgorithm = new Oid(CmsSigner.Sha256),
                }
            );
        }

        return message.Encode();
    }

    private static async Task RunOpensslAsync(IEnumerable<string> arguments)
    {
        using var openssl = Process.Start(new ProcessStartInfo(Openssl, arguments) { RedirectStandardError = true })!;
        var said = await openssl.StandardError.ReadToEndAsync();
        await openssl.WaitForExitAsync();
        Assert.True(openssl.ExitCode == 0, said);
    }

    private static void AssertRefused(SealingError kind, byte[] message) =>
        Assert.Equal(kind, Assert.Throws<SealingException>(() => CmsVerifier.Open(message)).Kind);
}
