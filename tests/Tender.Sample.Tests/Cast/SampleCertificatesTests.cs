using Tender.Sample.Authorities;
using Tender.Sample.Cast;
using Tender.Sealing;
using Tender.Testing;
using Xunit;

namespace Tender.Sample.Tests.Cast;

[Trait("Speed", "slow")]
public sealed class SampleCertificatesTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 5, 6, 7, 8, 9, TimeSpan.Zero);
    private readonly TemporaryFolder folder = new("cast");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Prepare_EveryCertificate_IsGoodForTheTrustList()
    {
        var certificates = Prepare();
        var trust = await TrustList.LoadAsync(certificates.Authorities);
        foreach (var organisation in SampleCast.All)
        {
            using var certificate = certificates.Load(organisation);
            var report = trust.Check(certificate, [], Now);
            Assert.Equal(CertificateOutcome.Good, report.Outcome);
            Assert.Equal(organisation.OrgCode, report.OrgCode);
            Assert.Equal(organisation.Name, report.OrgName);
            Assert.Equal(organisation.Signer, report.SignerName);
        }
    }

    [Theory]
    [InlineData("expired", CertificateOutcome.Expired)]
    [InlineData("revoked", CertificateOutcome.Revoked)]
    public async Task Prepare_BadExamples_AreRefusedForTheirReason(string name, CertificateOutcome outcome)
    {
        var certificates = Prepare();
        var trust = await TrustList.LoadAsync(certificates.Authorities);
        using var certificate = P12File.Load(folder[$"certificates/{name}.p12"], SampleCertificates.Password);
        Assert.Equal(outcome, trust.Check(certificate, [], Now).Outcome);
    }

    [Fact]
    public void Prepare_SecondTime_KeepsTheFiles()
    {
        Prepare();
        var before = File.ReadAllBytes(folder["certificates/bidder-1.p12"]);
        Prepare();
        Assert.Equal(before, File.ReadAllBytes(folder["certificates/bidder-1.p12"]));
    }

    [Fact]
    public void Cast_EveryCode_IsValidAndBelongsToOne()
    {
        Assert.All(SampleCast.All, o => Assert.True(OrganisationCode.IsValid(o.OrgCode), o.OrgCode));
        Assert.Equal(SampleCast.All.Count, SampleCast.All.DistinctBy(o => o.OrgCode).Count());
        Assert.Equal(2, SampleCast.Bidders.DistinctBy(o => o.Authority).Count());
    }

    private SampleCertificates Prepare() =>
        SampleCertificates.Prepare(folder["certificates"], folder["authorities"], Now, new SeededRandom(1));
}
