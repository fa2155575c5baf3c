using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Npgsql;
using Tender.Sample.Authorities;
using Tender.Site.Tests.Support;
using Tender.Testing;
using Xunit;

namespace Tender.Site.Tests.Administration;

/// <summary>The trust list changes by two people, and what they decide holds at once.</summary>
public sealed class TrustTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    private const string Reason = "省级互认名单";

    [Theory]
    [InlineData(SigningKey.EcdsaP256)]
    [InlineData(SigningKey.Rsa2048)]
    public async Task ApproveTrust_AnotherPerson_LetsItsCertificatesInAtOnceAndOut(SigningKey kind)
    {
        var authority = new TestAuthority($"新证书中心 {kind}", kind);
        using var company = new Company(site, authority);
        Assert.Equal("ET-2005", await SignInAsync(company));

        var added = await ProposedAsync(Pem(authority));
        Assert.Equal("ET-2005", await SignInAsync(company));
        await DecidedAsync(added, "approve");
        Assert.Null(await SignInAsync(company));
        var page = await site.Open().PageAsync("/trust-list");
        Assert.Contains(Reason, page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        using var pem = await site.Open().GetAsync($"/trust-list/{Trustees.Fingerprint(authority.Certificate)}.pem");
        Assert.Equal(HttpStatusCode.OK, pem.StatusCode);

        var removed = await ProposedAsync(
            new() { ["Remove"] = Trustees.Fingerprint(authority.Certificate), ["Reason"] = Reason }
        );
        await DecidedAsync(removed, "approve");
        Assert.Equal("ET-2005", await SignInAsync(company));
    }

    [Fact]
    public async Task ApproveTrust_OwnProposal_IsRefused()
    {
        var id = await ProposedAsync(Pem(new TestAuthority("自批证书中心", SigningKey.EcdsaP256)));
        var one = await EnterAsync(site.Trustees.One);

        var asked = await one.JsonAsync($"/administration/trust/{id}/challenge.json?Decision=approve");
        var page = await one.PageAsync($"/administration/trust/{id}");

        Assert.Equal("ET-2019", asked.GetProperty("code").GetString());
        Assert.Null(page.QuerySelector("[data-module=et-sign]"));
    }

    [Fact]
    public async Task ApproveTrust_SessionOfTwoSignatureOfOne_IsRefused()
    {
        var id = await ProposedAsync(Pem(new TestAuthority("借签证书中心", SigningKey.EcdsaP256)));
        var two = await EnterAsync(site.Trustees.Two);
        var text = await two.ChallengeAsync($"/administration/trust/{id}/challenge.json?Decision=approve");

        using var response = await two.PostAsync(
            $"/administration/trust/{id}",
            [new("Decision", "approve"), new("signature", two.Sign(text, site.Trustees.One))]
        );

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task ApproveTrust_SamePersonInTheDatabase_IsStoppedThere()
    {
        var id = await ProposedAsync(Pem(new TestAuthority("越权证书中心", SigningKey.EcdsaP256)));
        await using var source = NpgsqlDataSource.Create(site.Database);
        await using var command = source.CreateCommand(
            """
            update trust_change set decided_at = now(), decision = 'Approved', decided_by = proposed_by,
                decided_with = sha256('x'), decision_message = 'x' where id = $1
            """
        );
        command.Parameters.Add(new NpgsqlParameter { Value = Guid.Parse(id) });

        var stopped = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());

        Assert.Equal("trust_change_four_eyes", stopped.ConstraintName);
    }

    [Fact]
    public async Task RejectTrust_ThenProposedAgain_IsOpenAgain()
    {
        var authority = new TestAuthority("再议证书中心", SigningKey.EcdsaP256);
        var first = await ProposedAsync(Pem(authority));
        Assert.Equal("ET-4001", await AskAsync(Pem(authority)));
        await DecidedAsync(first, "reject");

        var second = await ProposedAsync(Pem(authority));

        Assert.NotEqual(first, second);
        var two = await EnterAsync(site.Trustees.Two);
        var again = await two.JsonAsync($"/administration/trust/{first}/challenge.json?Decision=approve");
        Assert.Equal("ET-4003", again.GetProperty("code").GetString());
    }

    [Fact]
    public async Task ProposeTrust_WhatMayNotStandThere_IsRefused()
    {
        using var person = TestAuthority.A.Issue();
        using var old = SampleAuthority.CreateRoot(
            "过期证书中心",
            SigningKey.EcdsaP256,
            site.Clock.GetUtcNow().AddYears(-2),
            site.Clock.GetUtcNow().AddSeconds(-1)
        );

        Assert.Equal("ET-1024", await AskAsync(Form("no certificate")));
        Assert.Equal("ET-1024", await AskAsync(Form("")));
        Assert.Equal("ET-1025", await AskAsync(Form(person.ExportCertificatePem())));
        Assert.Equal("ET-1026", await AskAsync(Form(WeakAuthority())));
        Assert.Equal("ET-1027", await AskAsync(Form(old.Certificate.ExportCertificatePem())));
        Assert.Equal("ET-1028", await AskAsync(Pem(TestAuthority.A)));
        var unreasoned = Pem(new TestAuthority("无理由证书中心", SigningKey.EcdsaP256));
        unreasoned["Reason"] = " ";
        Assert.Equal("ET-1001", await AskAsync(unreasoned));
    }

    [Fact]
    public async Task ProposeTrust_RefusedForm_KeepsWhatWasTyped()
    {
        var one = await EnterAsync(site.Trustees.One);

        using var response = await one.PostAsync("/administration/trust", Form("no certificate"));

        var page = await Browser.ParseAsync(response);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Contains("no certificate", page.QuerySelector("#Pem")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("#Pem-error"));
    }

    [Theory]
    [InlineData("Centre")]
    [InlineData("Supervisor")]
    [InlineData("Tenderee")]
    [InlineData("Agent")]
    [InlineData("Bidder")]
    public async Task Administration_AnyRoleWithoutTheOffice_IsForbidden(string role)
    {
        using var company = new Company(site);
        var browser = await company.EnterAsAsync(role);
        foreach (var path in (string[])["", "/new", "/challenge.json", $"/{Some.Id()}"])
        {
            using var response = await browser.GetAsync("/administration/trust" + path);
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        }
    }

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public async Task Pages_InBothLanguages_AreWhole(string language)
    {
        var id = await ProposedAsync(Pem(new TestAuthority($"页面证书中心 {language}", SigningKey.EcdsaP256)));
        var two = site.Open(language);
        using var entered = await two.SignInAsync(site.Trustees.Two);
        var remove = $"/administration/trust/new?remove={Trustees.Fingerprint(TestAuthority.B.Certificate)}";
        foreach (
            var path in (string[])
                ["/administration/trust", "/administration/trust/new", remove, $"/administration/trust/{id}"]
        )
        {
            var page = await two.PageAsync(path);
            Assert.Single(page.QuerySelectorAll("h1"));
            Assert.DoesNotMatch(@"\b[A-Z][a-z]+\.[A-Z][A-Za-z]+", page.QuerySelector("main")!.TextContent);
            Assert.All(
                page.QuerySelectorAll("input:not([type=hidden]), select, textarea"),
                f => Assert.NotNull(page.QuerySelector($"label[for='{f.Id}']"))
            );
        }
    }

    private static Dictionary<string, string> Form(string pem) =>
        new()
        {
            ["Id"] = Some.Id().ToString(),
            ["Pem"] = pem,
            ["Reason"] = Reason,
        };

    private static Dictionary<string, string> Pem(TestAuthority authority) =>
        Form(authority.Certificate.ExportCertificatePem());

    private static string WeakAuthority()
    {
        using var key = RSA.Create(1024);
        var request = new CertificateRequest("CN=weak", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        using var weak = request.CreateSelfSigned(TestAuthority.From, TestAuthority.From.AddYears(10));
        return weak.ExportCertificatePem();
    }

    private async Task<Browser> EnterAsync(X509Certificate2 certificate)
    {
        var browser = site.Open();
        using var response = await browser.SignInAsync(certificate);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return browser;
    }

    private async Task<string?> AskAsync(Dictionary<string, string> form)
    {
        var one = await EnterAsync(site.Trustees.One);
        var answer = await one.JsonAsync("/administration/trust/challenge.json?" + MandateCalls.Query(form));
        return answer.TryGetProperty("code", out var code) ? code.GetString() : null;
    }

    private async Task<string> ProposedAsync(Dictionary<string, string> form)
    {
        form["Id"] = Some.Id().ToString();
        var one = await EnterAsync(site.Trustees.One);
        var text = await one.ChallengeAsync("/administration/trust/challenge.json?" + MandateCalls.Query(form));
        using var response = await one.PostAsync(
            "/administration/trust",
            [.. form, new("signature", one.Sign(text, site.Trustees.One))]
        );
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return form["Id"];
    }

    private async Task DecidedAsync(string id, string decision)
    {
        var two = await EnterAsync(site.Trustees.Two);
        var text = await two.ChallengeAsync($"/administration/trust/{id}/challenge.json?Decision={decision}");
        using var response = await two.PostAsync(
            $"/administration/trust/{id}",
            [new("Decision", decision), new("signature", two.Sign(text, site.Trustees.Two))]
        );
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
    }

    /// <summary>The code of a refusal, or null when the certificate signs in.</summary>
    private async Task<string?> SignInAsync(Company company)
    {
        using var response = await site.Open().SignInAsync(company.Certificate);
        if (response.StatusCode == HttpStatusCode.Redirect)
        {
            return null;
        }

        var page = await Browser.ParseAsync(response);
        return page.QuerySelector(".govuk-error-summary .et-muted")!.TextContent;
    }
}
