using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Tender.Site.Licences;
using Tender.Site.Tests.Support;
using Tender.Testing;
using Xunit;

namespace Tender.Site.Tests.Certificates;

/// <summary>Further certificates of one organisation: bound by both, waiting after a loss, refused, taken off.</summary>
[Trait("Speed", "slow")]
public sealed class CertificateTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    [Fact]
    public async Task SignIn_FurtherCertificateThatNeverAsked_IsRefusedAndToldHow()
    {
        using var company = new Company(site);
        await company.EnterAsync();
        using var other = Further(company);

        using var response = await site.Open().SignInAsync(other);

        var page = await Browser.ParseAsync(response);
        Assert.Equal("ET-2008", page.QuerySelector(".govuk-error-summary .et-muted")!.TextContent);
        Assert.NotNull(page.QuerySelector("a[href='/zh/certificates/new']"));
    }

    [Fact]
    public async Task BindCertificate_SignedByBoth_SignsInAtOnce()
    {
        using var company = new Company(site);
        var browser = await company.EnterAsync();
        using var other = Further(company);

        using var asked = await browser.AskBindingAsync(other);
        var request = asked.Headers.Location!.OriginalString["/zh".Length..];
        using var bound = await browser.DecideAsync(request, "bind", company.Certificate);

        Assert.Equal("/zh/me/organisation", bound.Headers.Location!.OriginalString);
        await AssertEntersAsync(other);
        await AssertEntersAsync(company.Certificate);
    }

    [Fact]
    public async Task BindCertificate_SignedByTheNewOneTwice_IsRefused()
    {
        using var company = new Company(site);
        var browser = await company.EnterAsync();
        using var other = Further(company);
        using var asked = await browser.AskBindingAsync(other);

        using var bound = await browser.DecideAsync(
            asked.Headers.Location!.OriginalString["/zh".Length..],
            "bind",
            other
        );

        Assert.Equal(HttpStatusCode.Unauthorized, bound.StatusCode);
        await AssertRefusedAsync("ET-2010", other);
    }

    [Fact]
    public async Task BindCertificate_AfterALoss_WaitsToTheSecond()
    {
        using var company = new Company(site);
        await company.EnterAsync();
        using var other = Further(company);
        using var asked = await site.Open().AskBindingAsync(other);
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);

        site.Clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromSeconds(1));
        await AssertRefusedAsync("ET-2010", other);
        site.Clock.Advance(TimeSpan.FromSeconds(1));
        await AssertEntersAsync(other);
    }

    [Fact]
    public async Task BindCertificate_RefusedByAnOlderOne_StaysOut()
    {
        using var company = new Company(site);
        var browser = await company.EnterAsync();
        using var other = Further(company);
        using var asked = await browser.AskBindingAsync(other);

        using var refused = await browser.DecideAsync(
            asked.Headers.Location!.OriginalString["/zh".Length..],
            "refuse",
            company.Certificate
        );

        Assert.Equal(HttpStatusCode.Redirect, refused.StatusCode);
        site.Clock.Advance(TimeSpan.FromDays(2));
        await AssertRefusedAsync("ET-2008", other);
        using var again = await site.Open().AskBindingAsync(other);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);
    }

    [Fact]
    public async Task BindCertificate_OfAnotherOrganisation_LooksMissing()
    {
        using var company = new Company(site);
        await company.EnterAsync();
        using var other = Further(company);
        using var stranger = new Company(site);
        var foreign = await stranger.EnterAsync();
        var browser = await company.EnterAsync();
        using var asked = await browser.AskBindingAsync(other);
        var request = asked.Headers.Location!.OriginalString["/zh".Length..];

        using var shown = await foreign.GetAsync(request);
        var challenge = await foreign.JsonAsync($"{request}/challenge.json?decision=bind");

        Assert.Equal(HttpStatusCode.NotFound, shown.StatusCode);
        Assert.Equal("ET-4004", challenge.GetProperty("code").GetString());
    }

    [Theory]
    [InlineData(LicenceOutcome.Missing, HttpStatusCode.UnprocessableEntity)]
    [InlineData(LicenceOutcome.Status, HttpStatusCode.UnprocessableEntity)]
    [InlineData(LicenceOutcome.Match, HttpStatusCode.OK)]
    public async Task BindCertificate_ByTheLicence_IsTakenOrRefused(LicenceOutcome outcome, HttpStatusCode status)
    {
        using var company = new Company(site);
        await company.EnterAsync();
        site.Licences.Answer(company.Code, company.Name, outcome);
        using var other = Further(company);

        using var asked = await site.Open().AskBindingAsync(other);

        Assert.Equal(status, asked.StatusCode);
    }

    [Fact]
    public async Task EndCertificate_Lost_EndsItsSessionsAndNeverComesBack()
    {
        using var company = new Company(site);
        using var other = Further(company);
        var browser = await company.EnterAsync();
        using var asked = await browser.AskBindingAsync(other);
        var request = asked.Headers.Location!.OriginalString["/zh".Length..];
        using var bound = await browser.DecideAsync(request, "bind", company.Certificate);
        var keeper = site.Open();
        using var entered = await keeper.SignInAsync(other);
        var id = await IdOfAsync(keeper, company.Certificate);

        using var ended = await keeper.EndAsync(id, "lost", other);

        Assert.Equal(HttpStatusCode.Redirect, ended.StatusCode);
        Assert.False((await browser.JsonAsync("/account.json")).GetProperty("signedIn").GetBoolean());
        await AssertRefusedAsync("ET-2007", company.Certificate);
        using var again = await site.Open().AskBindingAsync(company.Certificate);
        Assert.Equal(HttpStatusCode.Unauthorized, again.StatusCode);
        var challenge = await keeper.JsonAsync($"/certificates/{id}/challenge.json?reason=lost");
        Assert.Equal("ET-4003", challenge.GetProperty("code").GetString());
    }

    [Fact]
    public async Task EndCertificate_OfASecondSignInInOneBrowser_EndsThatSession()
    {
        using var company = new Company(site);
        using var other = Further(company);
        var browser = await company.EnterAsync();
        using var asked = await browser.AskBindingAsync(other);
        using var bound = await browser.DecideAsync(
            asked.Headers.Location!.OriginalString["/zh".Length..],
            "bind",
            company.Certificate
        );
        using var entered = await browser.SignInAsync(other);
        var keeper = site.Open();
        using var kept = await keeper.SignInAsync(company.Certificate);

        using var ended = await keeper.EndAsync(await IdOfAsync(keeper, other), "lost", company.Certificate);

        Assert.Equal(HttpStatusCode.Redirect, ended.StatusCode);
        Assert.False((await browser.JsonAsync("/account.json")).GetProperty("signedIn").GetBoolean());
        Assert.True((await keeper.JsonAsync("/account.json")).GetProperty("signedIn").GetBoolean());
    }

    [Fact]
    public async Task EndCertificate_TwoThatTakeEachOtherOff_LeaveOneOnTheList()
    {
        using var company = new Company(site);
        using var other = Further(company);
        var first = await company.EnterAsync();
        using var asked = await first.AskBindingAsync(other);
        using var bound = await first.DecideAsync(
            asked.Headers.Location!.OriginalString["/zh".Length..],
            "bind",
            company.Certificate
        );
        var second = site.Open();
        using var entered = await second.SignInAsync(other);
        var (one, two) = (await IdOfAsync(first, company.Certificate), await IdOfAsync(first, other));

        var (mine, yours) = (
            first.Sign(
                await first.ChallengeAsync($"/certificates/{two}/challenge.json?Reason=lost"),
                company.Certificate
            ),
            second.Sign(await second.ChallengeAsync($"/certificates/{one}/challenge.json?Reason=lost"), other)
        );
        var (myToken, yourToken) = (await first.TokenAsync(), await second.TokenAsync());

        var both = await Task.WhenAll(
            first.PostAsync($"/certificates/{two}/end", [new("Reason", "lost"), new("signature", mine)], myToken),
            second.PostAsync($"/certificates/{one}/end", [new("Reason", "lost"), new("signature", yours)], yourToken)
        );

        // The other one is told that it is off the list itself, or has no session any more.
        Assert.Single(both, r => r.StatusCode == HttpStatusCode.Redirect);
        Assert.DoesNotContain(both, r => (int)r.StatusCode >= 500);
        using var left = await site.Open().SignInAsync(company.Certificate);
        using var right = await site.Open().SignInAsync(other);
        Assert.Single((HttpResponseMessage[])[left, right], r => r.StatusCode == HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task BindCertificate_SignatureOfTheRefusalOrUsedBefore_IsRefused()
    {
        using var company = new Company(site);
        var browser = await company.EnterAsync();
        using var other = Further(company);
        using var asked = await browser.AskBindingAsync(other);
        var request = asked.Headers.Location!.OriginalString["/zh".Length..];
        browser.Http.DefaultRequestHeaders.Add("Accept", "application/json");
        var refusal = await browser.ChallengeAsync($"{request}/challenge.json?Decision=refuse");

        using var turned = await browser.PostAsync(
            request,
            [new("Decision", "bind"), new("signature", browser.Sign(refusal, company.Certificate))]
        );
        using var again = await browser.PostAsync(
            request,
            [new("Decision", "refuse"), new("signature", browser.Sign(refusal, company.Certificate))]
        );

        Assert.Equal("ET-2014", await CodeAsync(turned));
        // The text was taken once, whatever became of it.
        Assert.Equal("ET-2012", await CodeAsync(again));
        await AssertRefusedAsync("ET-2010", other);
    }

    [Theory]
    [InlineData("")]
    [InlineData("theft")]
    public async Task EndCertificate_WithoutAKnownReason_IsRefused(string reason)
    {
        using var company = new Company(site);
        var browser = await company.EnterAsync();
        var id = await IdOfAsync(browser, company.Certificate);

        var challenge = await browser.JsonAsync($"/certificates/{id}/challenge.json?reason={reason}");

        Assert.Equal("ET-1007", challenge.GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public async Task Pages_InBothLanguages_AreWhole(string language)
    {
        using var company = new Company(site, TestAuthority.B);
        var browser = await company.EnterAsync(language);
        using var other = Further(company);
        using var asked = await browser.AskBindingAsync(other);
        var request = asked.Headers.Location!.OriginalString[3..];
        var id = await IdOfAsync(browser, company.Certificate);
        foreach (
            var path in (string[])["/register", "/me/organisation", "/certificates/new", request, $"/certificates/{id}"]
        )
        {
            var main = (await browser.PageAsync(path)).QuerySelector("main")!;
            Assert.Single(main.QuerySelectorAll("h1"));
            Assert.DoesNotMatch(@"\b[A-Z][a-z]+\.[A-Z][A-Za-z]+", main.TextContent);
        }
    }

    private static X509Certificate2 Further(Company company) =>
        TestAuthority.B.Issue(company.Code, company.Name, "李四");

    private static async Task<string> IdOfAsync(Browser browser, X509Certificate2 certificate)
    {
        var page = await browser.PageAsync("/me/organisation");
        var name = certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false);
        var link = page.QuerySelectorAll("td a").First(a => a.TextContent == name).GetAttribute("href")!;
        return link.Split('/')[^1];
    }

    private static async Task<string?> CodeAsync(HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();

    private async Task AssertEntersAsync(X509Certificate2 certificate)
    {
        using var response = await site.Open().SignInAsync(certificate);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
    }

    private async Task AssertRefusedAsync(string code, X509Certificate2 certificate)
    {
        using var response = await site.Open().SignInAsync(certificate);
        var page = await Browser.ParseAsync(response);
        Assert.Equal(code, page.QuerySelector(".govuk-error-summary .et-muted")?.TextContent);
    }
}
