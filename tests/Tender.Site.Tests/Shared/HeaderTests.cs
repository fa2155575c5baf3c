using System.Net;
using Tender.Site.Tests.Support;
using Xunit;

namespace Tender.Site.Tests.Shared;

public sealed class HeaderTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src CONNECT; form-action 'self'; "
        + "base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'; require-trusted-types-for 'script'; "
        + "trusted-types 'none'; report-to csp";

    [Theory]
    [InlineData("", "'self'")]
    [InlineData("/tenders", "'self'")]
    [InlineData("/tenders/{no}", "'self'")]
    [InlineData("/tenders/{no}/opening", "'self'")]
    [InlineData("/tenders/{no}/opening.json", "'self'")]
    [InlineData("/tenders/{no}/bid", "'self' https://vault.example")]
    [InlineData("/sign-in", "'self'")]
    [InlineData("/sign-in/challenge.json", "'self'")]
    [InlineData("/verify", "'self'")]
    [InlineData("/status", "'self'")]
    [InlineData("/nothing/here", "'self'")]
    public async Task Page_EveryKind_CarriesItsPolicy(string path, string connect)
    {
        var no = await site.PublishedAsync();
        var browser = await site.Open().AsBidderAsync();

        using var response = await browser.GetAsync(path.Replace("{no}", no, StringComparison.Ordinal));

        Assert.Equal(
            Policy.Replace("CONNECT", connect, StringComparison.Ordinal),
            Assert.Single(response.Headers.GetValues("Content-Security-Policy"))
        );
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("same-origin", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
        Assert.Equal("same-origin", Assert.Single(response.Headers.GetValues("Cross-Origin-Opener-Policy")));
        Assert.Equal("same-origin", Assert.Single(response.Headers.GetValues("Cross-Origin-Resource-Policy")));
        Assert.StartsWith(
            "max-age=63072000",
            Assert.Single(response.Headers.GetValues("Strict-Transport-Security")),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(
            "loopback-network",
            Assert.Single(response.Headers.GetValues("Permissions-Policy")),
            StringComparison.Ordinal
        );
        Assert.False(response.Headers.Contains("Server"));
    }

    [Fact]
    public async Task StaticFile_Script_CarriesThePolicyToo()
    {
        using var response = await site.Open().Http.GetAsync(new Uri("/js/shared/page.js", UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
    }

    [Fact]
    public async Task Cookies_All_AreHostOnlySecureAndHidden()
    {
        var browser = site.Open();
        using var certificate = SiteFixture.AgentCertificate();
        using var challenge = await browser.GetAsync("/sign-in/challenge.json");
        using var entered = await browser.SignInAsync(certificate);

        var cookies = challenge
            .Headers.GetValues("Set-Cookie")
            .Concat(entered.Headers.GetValues("Set-Cookie"))
            .ToList();

        Assert.True(cookies.Count >= 3);
        Assert.All(
            cookies,
            c =>
            {
                Assert.StartsWith("__Host-", c, StringComparison.Ordinal);
                Assert.Contains("secure", c, StringComparison.OrdinalIgnoreCase);
                Assert.Contains("httponly", c, StringComparison.OrdinalIgnoreCase);
                Assert.Contains("samesite=", c, StringComparison.OrdinalIgnoreCase);
                Assert.Contains("path=/", c, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("domain=", c, StringComparison.OrdinalIgnoreCase);
            }
        );
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/notices")]
    public async Task PersonalPage_Answer_IsNotStored(string path)
    {
        var browser = path == "/sign-in" ? site.Open() : await site.Open().AsAgentAsync();

        using var response = await browser.GetAsync(path);

        Assert.True(response.Headers.CacheControl!.NoStore);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("https", true)]
    public async Task Proxy_SaysHttps_IsBelieved(string? scheme, bool secure)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://site.example/zh");
        if (scheme is not null)
        {
            request.Headers.Add("X-Forwarded-Proto", scheme);
        }

        using var response = await site.Open().Http.SendAsync(request);

        Assert.Equal(secure, response.Headers.Contains("Strict-Transport-Security"));
    }
}
