using System.Net;
using System.Security.Cryptography.X509Certificates;
using Tender.Sample.Authorities;
using Tender.Site.Tests.Support;
using Tender.Testing;
using Xunit;

namespace Tender.Site.Tests.Registration;

public sealed class SignInTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    [Fact]
    public async Task SignIn_GoodCertificate_OpensSession()
    {
        var browser = site.Open();
        using var certificate = SiteFixture.AgentCertificate();

        using var response = await browser.SignInAsync(certificate);

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        var account = await browser.JsonAsync("/account.json");
        Assert.True(account.GetProperty("signedIn").GetBoolean());
        Assert.Equal(SiteFixture.AgentCode, account.GetProperty("orgCode").GetString());
    }

    [Fact]
    public async Task SignIn_SameSignatureTwice_IsRefused()
    {
        var browser = site.Open();
        using var certificate = SiteFixture.AgentCertificate();
        var signature = browser.Sign(await browser.ChallengeAsync(), certificate);
        using var first = await browser.PostAsync("/sign-in", [new("signature", signature)]);
        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);

        using var second = await browser.PostAsync("/sign-in", [new("signature", signature)]);

        await AssertRefusedAsync("ET-2012", second);
    }

    [Fact]
    public async Task SignIn_ChallengeOfAnotherBrowser_IsRefused()
    {
        using var certificate = SiteFixture.AgentCertificate();
        var text = await site.Open().ChallengeAsync();
        var thief = site.Open();
        await thief.ChallengeAsync();

        using var response = await thief.PostAsync("/sign-in", [new("signature", thief.Sign(text, certificate))]);

        await AssertRefusedAsync("ET-2012", response);
    }

    [Theory]
    [InlineData(119_999, null)]
    [InlineData(120_000, "ET-2011")]
    public async Task SignIn_AtTheEndOfLife_IsDecidedByTheClock(int milliseconds, string? code)
    {
        var browser = site.Open();
        using var certificate = SiteFixture.AgentCertificate();
        var signature = browser.Sign(await browser.ChallengeAsync(), certificate);
        var token = await browser.TokenAsync();
        site.Clock.Advance(TimeSpan.FromMilliseconds(milliseconds));

        using var response = await browser.PostAsync("/sign-in", [new("signature", signature)], token);

        if (code is null)
        {
            Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        }
        else
        {
            await AssertRefusedAsync(code, response);
        }
    }

    [Fact]
    public async Task SignIn_ExpiredCertificate_IsRefused()
    {
        using var certificate = TestAuthority.A.IssueExpired(site.Clock.GetUtcNow());

        using var response = await site.Open().SignInAsync(certificate);

        await AssertRefusedAsync("ET-2003", response);
    }

    [Fact]
    public async Task SignIn_CertificateNotYetValid_IsRefused()
    {
        using var certificate = TestAuthority.A.Issue(notBefore: site.Clock.GetUtcNow().AddDays(1));

        using var response = await site.Open().SignInAsync(certificate);

        await AssertRefusedAsync("ET-2002", response);
    }

    [Theory]
    [InlineData(0, 3600, null)]
    [InlineData(1, 3600, "ET-2002")]
    // The platform's chain engine counts the last second itself as over.
    [InlineData(-3600, 1, null)]
    [InlineData(-3600, 0, "ET-2003")]
    public async Task SignIn_AtTheEdgeOfValidity_IsDecidedToTheSecond(int from, int to, string? code)
    {
        var now = site.Clock.GetUtcNow();
        site.Clock.Advance(DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds() + 1) - now);
        now = site.Clock.GetUtcNow();
        foreach (var authority in (TestAuthority[])[TestAuthority.A, TestAuthority.B])
        {
            using var company = new Company(site);
            using var certificate = authority.Issue(
                company.Code,
                notBefore: now.AddSeconds(from),
                notAfter: now.AddSeconds(to)
            );

            using var response = await site.Open().SignInAsync(certificate);

            if (code is null)
            {
                Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
            }
            else
            {
                await AssertRefusedAsync(code, response);
            }
        }
    }

    [Fact]
    public async Task SignIn_AuthoritysOwnCertificate_IsRefused()
    {
        using var response = await site.Open().SignInAsync(TestAuthority.A.Certificate);

        await AssertRefusedAsync("ET-2006", response);
    }

    [Fact]
    public async Task SignIn_RevokedCertificate_IsRefused()
    {
        using var certificate = TestAuthority.A.IssueRevoked(site.Clock.GetUtcNow().AddDays(-1));
        site.PublishAuthorities();

        using var response = await site.Open().SignInAsync(certificate);

        await AssertRefusedAsync("ET-2004", response);
    }

    [Fact]
    public async Task SignIn_UnknownIssuer_IsRefused()
    {
        using var certificate = new TestAuthority("无名机构", SigningKey.EcdsaP256).Issue();

        using var response = await site.Open().SignInAsync(certificate);

        await AssertRefusedAsync("ET-2005", response);
    }

    [Fact]
    public async Task SignIn_EncryptionCertificate_IsRefused()
    {
        using var certificate = TestAuthority.A.Issue(usage: X509KeyUsageFlags.KeyEncipherment);

        using var response = await site.Open().SignInAsync(certificate);

        await AssertRefusedAsync("ET-2006", response);
    }

    [Fact]
    public async Task SignIn_WithoutOrganisationCode_IsRefused()
    {
        using var certificate = TestAuthority.A.Issue(orgCode: "91330106MA20271586");

        using var response = await site.Open().SignInAsync(certificate);

        await AssertRefusedAsync("ET-2009", response);
    }

    [Theory]
    [InlineData("", "ET-2016")]
    [InlineData("not base64!", "ET-2016")]
    [InlineData("MIIB", "ET-2016")]
    public async Task SignIn_NoReadableSignature_IsRefused(string signature, string code)
    {
        var browser = site.Open();
        await browser.ChallengeAsync();

        using var response = await browser.PostAsync("/sign-in", [new("signature", signature)]);

        await AssertRefusedAsync(code, response);
    }

    [Fact]
    public async Task SignIn_SelfMadeText_IsRefused()
    {
        var browser = site.Open();
        using var certificate = SiteFixture.AgentCertificate();
        var text = await browser.ChallengeAsync();

        using var response = await browser.PostAsync(
            "/sign-in",
            [new("signature", browser.Sign(text.Replace("sign-in", "publish"), certificate))]
        );

        await AssertRefusedAsync("ET-2012", response);
    }

    [Fact]
    public async Task SignIn_WithoutFormToken_IsRefused()
    {
        var browser = site.Open();
        using var certificate = SiteFixture.AgentCertificate();
        var signature = browser.Sign(await browser.ChallengeAsync(), certificate);

        using var response = await browser.PostAsync("/sign-in", [new("signature", signature)], token: "none");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("https://evil.example/", "/zh")]
    [InlineData("//evil.example/", "/zh")]
    [InlineData("/zh/notices", "/zh/notices")]
    public async Task SignIn_NextAddress_StaysOnTheSite(string next, string expected)
    {
        using var company = new Company(site);
        using var registered = await (await company.EnterAsync()).RegisterAsync(null, "IsBidder");

        using var response = await site.Open().SignInAsync(company.Certificate, next);

        Assert.Equal(expected, response.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task SignOut_CopiedCookie_IsWorthNothing()
    {
        var browser = site.Open();
        using var certificate = SiteFixture.AgentCertificate();
        using var entered = await browser.SignInAsync(certificate);
        var cookie = entered
            .Headers.GetValues("Set-Cookie")
            .Single(c => c.StartsWith("__Host-session=", StringComparison.Ordinal));
        using var left = await browser.PostAsync("/sign-out", []);

        var thief = site.Open();
        thief.Http.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);

        Assert.False((await thief.JsonAsync("/account.json")).GetProperty("signedIn").GetBoolean());
    }

    [Theory]
    [InlineData(59, true)]
    [InlineData(61, false)]
    public async Task Session_LeftAlone_EndsAfterAnHour(int minutes, bool stays)
    {
        var browser = await site.Open().AsBidderAsync();

        site.Clock.Advance(TimeSpan.FromMinutes(minutes));

        Assert.Equal(stays, (await browser.JsonAsync("/account.json")).GetProperty("signedIn").GetBoolean());
    }

    [Fact]
    public async Task Session_InUse_EndsAfterTwelveHours()
    {
        var browser = await site.Open().AsBidderAsync();
        for (var i = 0; i < 23; i++)
        {
            site.Clock.Advance(TimeSpan.FromMinutes(31));
            Assert.True((await browser.JsonAsync("/account.json")).GetProperty("signedIn").GetBoolean());
        }

        site.Clock.Advance(TimeSpan.FromMinutes(31));

        Assert.False((await browser.JsonAsync("/account.json")).GetProperty("signedIn").GetBoolean());
    }

    private static async Task AssertRefusedAsync(string code, HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        var page = await Browser.ParseAsync(response);
        Assert.Equal(code, page.QuerySelector(".govuk-error-summary .et-muted")?.TextContent);
    }
}
