using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Tender.Sample.Authorities;
using Tender.Sealing;
using Tender.Site.Revocation;
using Tender.Site.Tests.Support;
using Tender.Testing;
using Xunit;

namespace Tender.Site.Tests.Revocation;

/// <summary>What the status services of two authorities say, and what sign-in and acts make of it.</summary>
[Trait("Speed", "slow")]
public sealed class StatusTests(SiteFixture site) : IClassFixture<SiteFixture>, IAsyncLifetime
{
    private static int count;
    private readonly Dictionary<string, (SampleAuthority Authority, StatusServer Server)> authorities = [];

    public async Task InitializeAsync()
    {
        foreach (var kind in Enum.GetValues<SigningKey>())
        {
            // An authority of its own, whose list does not lie in the trust folder: only its services know.
            var authority = SampleAuthority.CreateRoot(
                $"状态测试中心 {kind}",
                kind,
                TestAuthority.From,
                TestAuthority.From.AddYears(20)
            );
            var name = string.Create(CultureInfo.InvariantCulture, $"status-{Interlocked.Increment(ref count)}.pem");
            await File.WriteAllTextAsync(
                Path.Combine(site.Authorities, name),
                authority.Certificate.ExportCertificatePem()
            );
            authorities[kind.ToString()] = (authority, await StatusServer.StartAsync(authority, site.Clock.GetUtcNow));
        }

        site.Clock.Advance(TimeSpan.FromSeconds(11));
    }

    public async Task DisposeAsync()
    {
        foreach (var (authority, server) in authorities.Values)
        {
            await server.DisposeAsync();
            authority.Dispose();
        }
    }

    [Theory]
    [InlineData("EcdsaP256", StatusMode.Honest, "known")]
    [InlineData("Rsa2048", StatusMode.Honest, "known")]
    [InlineData("EcdsaP256", StatusMode.Delegated, "known")]
    [InlineData("Rsa2048", StatusMode.Delegated, "known")]
    [InlineData("EcdsaP256", StatusMode.Unknown, "ET-2018")]
    [InlineData("Rsa2048", StatusMode.Unknown, "ET-2018")]
    [InlineData("EcdsaP256", StatusMode.Stale, "pending")]
    [InlineData("Rsa2048", StatusMode.Stale, "pending")]
    [InlineData("EcdsaP256", StatusMode.WrongSigner, "pending")]
    [InlineData("Rsa2048", StatusMode.WrongSigner, "pending")]
    [InlineData("EcdsaP256", StatusMode.Usurped, "pending")]
    [InlineData("Rsa2048", StatusMode.Usurped, "pending")]
    [InlineData("EcdsaP256", StatusMode.OtherCertificate, "pending")]
    [InlineData("EcdsaP256", StatusMode.OtherNonce, "pending")]
    [InlineData("EcdsaP256", StatusMode.Timeless, "pending")]
    [InlineData("EcdsaP256", StatusMode.Garbage, "pending")]
    [InlineData("EcdsaP256", StatusMode.Endless, "pending")]
    [InlineData("EcdsaP256", StatusMode.Redirect, "pending")]
    [InlineData("EcdsaP256", StatusMode.Broken, "pending")]
    [InlineData("EcdsaP256", StatusMode.Silent, "pending")]
    public async Task SignIn_ByWhatTheServiceSays_IsGoodPendingOrRefused(string kind, StatusMode mode, string outcome)
    {
        var (_, server) = authorities[kind];
        server.Mode = mode;
        server.ServesList = false;
        using var certificate = Issue(kind);

        Assert.Equal(outcome, await SignInAsync(certificate));
        Assert.True(server.Asked > 0);
    }

    [Theory]
    [InlineData("EcdsaP256")]
    [InlineData("Rsa2048")]
    public async Task SignIn_ServiceGoneAndListThere_ReadsTheList(string kind)
    {
        var (authority, server) = authorities[kind];
        (server.Mode, server.ServesList) = (StatusMode.Broken, true);
        using var good = Issue(kind);
        using var bad = Issue(kind);
        authority.Revoke(bad, site.Clock.GetUtcNow().AddMinutes(-5));

        Assert.Equal("known", await SignInAsync(good));
        Assert.Equal("ET-2004", await SignInAsync(bad));
    }

    [Theory]
    [InlineData("EcdsaP256", 0, "ET-2004")]
    [InlineData("Rsa2048", 0, "ET-2004")]
    [InlineData("EcdsaP256", 1, "known")]
    public async Task SignIn_RevokedAtThisSecondOrTheNext_IsDecidedByTheInstant(
        string kind,
        int seconds,
        string outcome
    )
    {
        var (_, server) = authorities[kind];
        using var certificate = Issue(kind);
        var now = site.Clock.GetUtcNow();
        var whole = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds());
        server.Revoke(certificate, whole.AddSeconds(seconds));

        Assert.Equal(outcome, await SignInAsync(certificate));
    }

    [Fact]
    public async Task Status_Asked_IsKeptTenMinutesAndNoLonger()
    {
        var (_, server) = authorities["EcdsaP256"];
        using var certificate = Issue("EcdsaP256");
        await SignInAsync(certificate);
        server.Revoke(certificate, site.Clock.GetUtcNow());
        var before = server.Asked;

        site.Clock.Advance(CertificateStatus.Keep - TimeSpan.FromSeconds(1));
        Assert.Equal("known", await SignInAsync(certificate));
        Assert.Equal(before, server.Asked);
        site.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("ET-2004", await SignInAsync(certificate));
    }

    [Fact]
    public async Task Status_Silence_IsKeptHalfAMinute()
    {
        var (_, server) = authorities["EcdsaP256"];
        (server.Mode, server.ServesList) = (StatusMode.Broken, false);
        using var certificate = Issue("EcdsaP256");
        Assert.Equal("pending", await SignInAsync(certificate));
        server.Mode = StatusMode.Honest;

        Assert.Equal("pending", await SignInAsync(certificate));
        site.Clock.Advance(CertificateStatus.KeepSilence);
        Assert.Equal("known", await SignInAsync(certificate));
    }

    [Fact]
    public async Task BindCertificate_StatusOfTheOlderOneNotKnown_Waits()
    {
        var (_, server) = authorities["EcdsaP256"];
        using var older = Issue("EcdsaP256");
        var browser = site.Open();
        using var entered = await browser.SignInAsync(older);
        using var newer = TestAuthority.A.Issue(OrganisationCode.Of(older), "状态测试单位", "新人");
        using var asked = await browser.AskBindingAsync(newer);
        var request = asked.Headers.Location!.OriginalString["/zh".Length..];
        server.Mode = StatusMode.Broken;
        site.Clock.Advance(CertificateStatus.Keep);

        using var refused = await browser.DecideAsync(request, "bind", older);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        server.Mode = StatusMode.Honest;
        site.Clock.Advance(CertificateStatus.KeepSilence);
        using var bound = await browser.DecideAsync(request, "bind", older);
        Assert.Equal(HttpStatusCode.Redirect, bound.StatusCode);
    }

    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.31.0.1", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("8.8.8.8", true)]
    [InlineData("172.32.0.1", true)]
    [InlineData("2400:3200::1", true)]
    public void PublicAddress_OfTheHouse_IsNone(string address, bool isPublic) =>
        Assert.Equal(isPublic, PublicAddress.Is(IPAddress.Parse(address)));

    private X509Certificate2 Issue(string kind)
    {
        var (authority, server) = authorities[kind];
        var body = string.Create(CultureInfo.InvariantCulture, $"91330100MA4{Interlocked.Increment(ref count):000000}");
        return authority.Issue(
            new CertificateSubject
            {
                OrgCode = body + OrganisationCode.CheckCharacter(body),
                OrgName = "状态测试单位",
                Signer = "张三",
                NotBefore = TestAuthority.From,
                NotAfter = TestAuthority.From.AddYears(10),
                StatusService = server.Ocsp,
                StatusList = server.List,
            }
        );
    }

    /// <summary>What became of a sign-in: its code, or whether the page warns that the status is not known.</summary>
    private async Task<string> SignInAsync(X509Certificate2 certificate)
    {
        var browser = site.Open();
        using var response = await browser.SignInAsync(certificate);
        if (response.StatusCode != HttpStatusCode.Redirect)
        {
            var refused = await Browser.ParseAsync(response);
            return refused.QuerySelector(".govuk-error-summary .et-muted")!.TextContent;
        }

        var page = await browser.PageAsync("/me/organisation");
        return page.QuerySelector(".et-banner--warn") is null ? "known" : "pending";
    }
}
