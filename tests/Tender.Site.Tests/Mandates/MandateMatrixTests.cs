using System.Net;
using Tender.Site.Tests.Support;
using Xunit;

namespace Tender.Site.Tests.Mandates;

/// <summary>Who may grant a mandate, to whom, and with what on the form.</summary>
[Trait("Speed", "slow")]
public sealed class MandateMatrixTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    [Theory]
    [InlineData("Tenderee", true)]
    [InlineData("Tenderee,Agent,Bidder", true)]
    [InlineData("Supervisor,Tenderee", true)]
    [InlineData("Agent", false)]
    [InlineData("Bidder", false)]
    [InlineData("Supervisor", false)]
    [InlineData("Centre", false)]
    public async Task GrantMandate_ByRole_IsForTendereesOnly(string roles, bool may)
    {
        using var agent = new Company(site);
        await agent.EnterAsAsync("Agent");
        using var company = new Company(site);
        var browser = await company.EnterAsAsync(roles.Split(','));
        var form = MandateCalls.Form(site.Clock.GetUtcNow(), agent.Code);

        using var shown = await browser.GetAsync("/mandates/new");
        using var asked = await browser.GetAsync("/mandates/challenge.json?" + MandateCalls.Query(form));
        using var posted = await browser.PostAsync("/mandates", [.. form, new("signature", "")]);

        Assert.Equal(may ? HttpStatusCode.OK : HttpStatusCode.Forbidden, shown.StatusCode);
        Assert.Equal(may ? HttpStatusCode.OK : HttpStatusCode.Forbidden, asked.StatusCode);
        Assert.Equal(may ? HttpStatusCode.Unauthorized : HttpStatusCode.Forbidden, posted.StatusCode);
    }

    [Fact]
    public async Task GrantMandate_RoleTakenSinceSignIn_IsRefusedByTheAct()
    {
        using var agent = new Company(site);
        await agent.EnterAsAsync("Agent");
        using var company = new Company(site);
        var browser = await company.EnterAsAsync("Tenderee", "Bidder");
        await company.SetRolesAsync("Bidder");

        var asked = await browser.JsonAsync(
            "/mandates/challenge.json?" + MandateCalls.Query(MandateCalls.Form(site.Clock.GetUtcNow(), agent.Code))
        );

        Assert.Equal("ET-2020", asked.GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("Agent", null)]
    [InlineData("Agent,Tenderee", null)]
    [InlineData("Bidder", "ET-1013")]
    [InlineData("Centre", "ET-1013")]
    [InlineData("Supervisor", "ET-1013")]
    public async Task GrantMandate_ToRole_IsForAgentsOnly(string roles, string? code)
    {
        using var agent = new Company(site);
        await agent.EnterAsAsync(roles.Split(','));
        using var company = new Company(site);
        var browser = await company.EnterAsAsync("Tenderee");

        Assert.Equal(code, await AskAsync(browser, MandateCalls.Form(site.Clock.GetUtcNow(), agent.Code)));
    }

    [Theory]
    [InlineData("AgentCode", "", "ET-1005")]
    [InlineData("AgentCode", "91330100MA20135810", "ET-1005")]
    [InlineData("AgentCode", "12330100MA21628513", "ET-1013")]
    [InlineData("FromDate", "", "ET-1011")]
    [InlineData("UntilDate", "2026-02-30", "ET-1011")]
    [InlineData("UntilDate", "2026-11-22", "ET-1012")]
    [InlineData("UntilDate", "2026-11-23", null)]
    public async Task GrantMandate_FieldOnTheForm_IsReadOrRefused(string field, string value, string? code)
    {
        using var agent = new Company(site);
        await agent.EnterAsAsync("Agent");
        using var company = new Company(site);
        var browser = await company.EnterAsAsync("Tenderee");
        var form = MandateCalls.Form(site.Clock.GetUtcNow(), agent.Code);
        form[field] = value;

        Assert.Equal(code, await AskAsync(browser, form));
        using var response = await browser.PostAsync("/mandates/check", form);
        Assert.Equal(code is null ? HttpStatusCode.OK : HttpStatusCode.UnprocessableEntity, response.StatusCode);
        if (code is not null)
        {
            var page = await Browser.ParseAsync(response);
            Assert.Equal(value, page.QuerySelector($"#{field}")!.GetAttribute("value"));
            Assert.NotNull(page.QuerySelector($"#{field}-error"));
            Assert.NotNull(page.QuerySelector($".govuk-error-summary a[href='#{field}']"));
        }
    }

    [Fact]
    public async Task GrantMandate_ToItselfOrInThePast_IsRefused()
    {
        using var company = new Company(site);
        var browser = await company.EnterAsAsync("Tenderee", "Agent");
        var now = site.Clock.GetUtcNow();

        Assert.Equal("ET-1014", await AskAsync(browser, MandateCalls.Form(now, company.Code)));
        using var agent = new Company(site);
        await agent.EnterAsAsync("Agent");
        var past = MandateCalls.Form(now, agent.Code);
        past["FromDate"] = past["UntilDate"] = MandateCalls.Day(now.ToOffset(TimeSpan.FromHours(8)).AddDays(-1));
        Assert.Equal("ET-1015", await AskAsync(browser, past));
    }

    private static async Task<string?> AskAsync(Browser browser, Dictionary<string, string> form)
    {
        var answer = await browser.JsonAsync("/mandates/challenge.json?" + MandateCalls.Query(form));
        return answer.TryGetProperty("code", out var code) ? code.GetString() : null;
    }
}
