using System.Net;
using Tender.Site.Licences;
using Tender.Site.Tests.Support;
using Xunit;

namespace Tender.Site.Tests.Organisations;

public sealed class RegisterTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    [Fact]
    public async Task Register_FirstSignIn_AsksOnceAndGoesOn()
    {
        using var company = new Company(site);
        var browser = site.Open();
        using var entered = await browser.SignInAsync(company.Certificate, "/zh/tenders");
        Assert.Equal("/zh/register?next=%2Fzh%2Ftenders", entered.Headers.Location!.OriginalString);
        var page = await browser.PageAsync("/register?next=%2Fzh%2Ftenders");
        Assert.Contains(company.Name, page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("main a[href='/zh/tenders']"));

        using var registered = await browser.RegisterAsync("/zh/tenders", "IsBidder");

        Assert.Equal("/zh/tenders", registered.Headers.Location!.OriginalString);
        using var again = await site.Open().SignInAsync(company.Certificate, "/zh/tenders");
        Assert.Equal("/zh/tenders", again.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData(LicenceOutcome.Match, null)]
    [InlineData(LicenceOutcome.Name, null)]
    [InlineData(LicenceOutcome.Unavailable, null)]
    [InlineData(LicenceOutcome.Missing, "ET-1017")]
    [InlineData(LicenceOutcome.Status, "ET-1018")]
    public async Task Register_ByTheLicence_IsDoneOrToldWhy(LicenceOutcome outcome, string? code)
    {
        using var company = new Company(site);
        site.Licences.Answer(company.Code, company.Name, outcome);
        var browser = await company.EnterAsync();

        using var response = await browser.RegisterAsync(null, "IsBidder", "IsTenderee");

        if (code is null)
        {
            Assert.Equal("/zh/me/organisation", response.Headers.Location!.OriginalString);
            var page = await browser.PageAsync("/me/organisation");
            Assert.Equal(
                outcome == LicenceOutcome.Name,
                page.QuerySelector(".et-notice--warn")?.TextContent.Contains("改名后", StringComparison.Ordinal) == true
            );
        }
        else
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
            var page = await Browser.ParseAsync(response);
            Assert.NotNull(page.QuerySelector(".govuk-error-summary"));
            Assert.Equal(Calls.Contact, page.QuerySelector("#Contact")!.GetAttribute("value"));
            Assert.True(page.QuerySelector("#IsTenderee")!.HasAttribute("checked"));
            using var desk = await browser.GetAsync("/notices");
            Assert.Equal(HttpStatusCode.Forbidden, desk.StatusCode);
        }
    }

    [Fact]
    public async Task Register_AsTenderee_OpensTheDeskInTheSameSession()
    {
        using var company = new Company(site);
        var browser = await company.EnterAsync();
        using var before = await browser.GetAsync("/notices");
        Assert.Equal(HttpStatusCode.Forbidden, before.StatusCode);

        using var response = await browser.RegisterAsync(null, "IsTenderee");

        using var after = await browser.GetAsync("/notices");
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        using var lessened = await browser.RegisterAsync(null, "IsBidder");
        using var last = await browser.GetAsync("/notices");
        Assert.Equal(HttpStatusCode.Forbidden, last.StatusCode);
    }

    [Fact]
    public async Task Register_NothingOnTheForm_SaysWhatIsMissing()
    {
        using var company = new Company(site);
        var browser = await company.EnterAsync("en");

        using var response = await browser.PostAsync("/register", []);

        var page = await Browser.ParseAsync(response);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.NotNull(page.QuerySelector("#Contact-error"));
        Assert.NotNull(page.QuerySelector("#IsBidder-error"));
    }

    [Fact]
    public async Task Register_Centre_ChoosesNothing()
    {
        using var company = new Company(site);
        var browser = await company.EnterAsAsync("Centre");

        Assert.Empty((await browser.PageAsync("/register")).QuerySelectorAll("[type=checkbox]"));
        using var response = await browser.RegisterAsync(null, "IsTenderee");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
    }

    [Fact]
    public async Task Register_InTheMiddleOfASession_KeepsItsLongestTime()
    {
        using var company = new Company(site);
        var browser = await company.EnterAsync();
        for (var i = 0; i < 23; i++)
        {
            site.Clock.Advance(TimeSpan.FromMinutes(31));
            await browser.JsonAsync("/account.json");
        }

        using var response = await browser.RegisterAsync(null, "IsBidder");
        Assert.True((await browser.JsonAsync("/account.json")).GetProperty("signedIn").GetBoolean());
        site.Clock.Advance(TimeSpan.FromMinutes(31));

        Assert.False((await browser.JsonAsync("/account.json")).GetProperty("signedIn").GetBoolean());
    }
}
