using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Tender.Site.Mandates;
using Tender.Site.Registration;
using Tender.Site.Tests.Support;
using Xunit;

namespace Tender.Site.Tests.Mandates;

[Trait("Speed", "slow")]
public sealed class MandateTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    private const string Reason = "代理合同已终止";

    [Fact]
    public async Task GrantMandate_Signed_LetsTheAgentActUntilItsEnd()
    {
        using var pair = await PairAsync();
        var form = MandateCalls.Form(site.Clock.GetUtcNow(), pair.Agent.Code);

        using var response = await pair.Browser.GrantAsync(form, pair.Tenderee.Certificate);

        Assert.Equal($"/zh/mandates/{form["Id"]}", response.Headers.Location!.OriginalString);
        var mandate = await FindAsync(form["Id"], pair.Tenderee.Code);
        Assert.False(await HoldsAsync(pair, mandate.StartsAt.AddTicks(-10)));
        Assert.True(await HoldsAsync(pair, mandate.StartsAt));
        Assert.True(await HoldsAsync(pair, mandate.EndsAt.AddTicks(-10)));
        Assert.False(await HoldsAsync(pair, mandate.EndsAt));
        // From 00:00 of the first day to 24:00 of the last one, in Beijing.
        Assert.Equal(TimeSpan.FromDays(31), mandate.EndsAt - mandate.StartsAt);
        Assert.Equal(TimeSpan.FromHours(16), mandate.EndsAt.UtcDateTime.TimeOfDay);
    }

    [Fact]
    public async Task GrantMandate_ForOneProject_HoldsForNoOther()
    {
        using var pair = await PairAsync();
        var form = MandateCalls.Form(site.Clock.GetUtcNow(), pair.Agent.Code, " 滨江路  改造工程 ");
        using var response = await pair.Browser.GrantAsync(form, pair.Tenderee.Certificate);
        var now = site.Clock.GetUtcNow();

        Assert.False(await HoldsAsync(pair, now));
        Assert.True(await HoldsAsync(pair, now, "滨江路 改造工程"));
        Assert.False(await HoldsAsync(pair, now, "滨江路"));
    }

    [Theory]
    [InlineData("tenderee")]
    [InlineData("agent")]
    public async Task RevokeMandate_ByEitherSide_EndsItAtOnce(string side)
    {
        using var pair = await PairAsync();
        var id = await GrantedAsync(pair);
        var by = side == "agent" ? pair.Agent : pair.Tenderee;
        var now = site.Clock.GetUtcNow();
        Assert.True(await HoldsAsync(pair, now));

        using var response = await (await by.EnterAsync()).RevokeAsync(id, Reason, by.Certificate);

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.False(await HoldsAsync(pair, now));
        var page = await pair.Browser.PageAsync($"/mandates/{id}");
        Assert.Contains(by.Name, page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("[data-module=et-sign]"));
    }

    [Fact]
    public async Task RevokeMandate_OfOthers_LooksMissing()
    {
        using var pair = await PairAsync();
        var id = await GrantedAsync(pair);
        using var other = new Company(site);
        var browser = await other.EnterAsAsync("Tenderee", "Agent");

        using var shown = await browser.GetAsync($"/mandates/{id}");
        var asked = await browser.JsonAsync($"/mandates/{id}/challenge.json?reason=x");
        using var posted = await browser.PostAsync(
            $"/mandates/{id}/revoke",
            [new("reason", "x"), new("signature", "")]
        );

        Assert.Equal(HttpStatusCode.NotFound, shown.StatusCode);
        Assert.Equal("ET-4004", asked.GetProperty("code").GetString());
        Assert.Equal(HttpStatusCode.NotFound, posted.StatusCode);
        Assert.True(await HoldsAsync(pair, site.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task RevokeMandate_Twice_IsRefused()
    {
        using var pair = await PairAsync();
        var id = await GrantedAsync(pair);
        using var first = await pair.Browser.RevokeAsync(id, Reason, pair.Tenderee.Certificate);

        var second = await pair.Browser.JsonAsync($"/mandates/{id}/challenge.json?reason=x");

        Assert.Equal("ET-4003", second.GetProperty("code").GetString());
    }

    [Fact]
    public async Task RevokeMandate_ReasonChangedAfterSigning_IsRefusedAndKept()
    {
        using var pair = await PairAsync();
        var id = await GrantedAsync(pair);
        var text = await pair.Browser.ChallengeAsync($"/mandates/{id}/challenge.json?reason=a");

        using var response = await pair.Browser.PostAsync(
            $"/mandates/{id}/revoke",
            [new("reason", "另一个原因"), new("signature", pair.Browser.Sign(text, pair.Tenderee.Certificate))]
        );

        var page = await Browser.ParseAsync(response);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Contains("另一个原因", page.QuerySelector("#Reason")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GrantMandate_SameFormTwice_GrantsOnce()
    {
        using var pair = await PairAsync();
        var form = MandateCalls.Form(site.Clock.GetUtcNow(), pair.Agent.Code);
        using var first = await pair.Browser.GrantAsync(form, pair.Tenderee.Certificate);

        using var second = await pair.Browser.GrantAsync(form, pair.Tenderee.Certificate);

        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
    }

    [Fact]
    public async Task GrantMandate_SignatureForAnotherAgent_IsRefused()
    {
        using var pair = await PairAsync();
        var form = MandateCalls.Form(site.Clock.GetUtcNow(), pair.Agent.Code);
        var text = await pair.Browser.ChallengeAsync("/mandates/challenge.json?" + MandateCalls.Query(form));
        form["Project"] = "别的项目";

        using var response = await pair.Browser.PostAsync(
            "/mandates",
            [.. form, new("signature", pair.Browser.Sign(text, pair.Tenderee.Certificate))]
        );

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.False(await HoldsAsync(pair, site.Clock.GetUtcNow(), "别的项目"));
    }

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public async Task Pages_InBothLanguages_AreWhole(string language)
    {
        using var pair = await PairAsync();
        var id = await GrantedAsync(pair);
        var browser = await pair.Tenderee.EnterAsync(language);
        foreach (var path in (string[])["/mandates", "/mandates/new", $"/mandates/{id}"])
        {
            var main = (await browser.PageAsync(path)).QuerySelector("main")!;
            Assert.Single(main.QuerySelectorAll("h1"));
            Assert.DoesNotMatch(@"\b[A-Z][a-z]+\.[A-Z][A-Za-z]+", main.TextContent);
        }

        var form = MandateCalls.Form(site.Clock.GetUtcNow(), pair.Agent.Code);
        using var response = await browser.PostAsync("/mandates/check", form);
        var check = await Browser.ParseAsync(response);
        Assert.Equal(form["Id"], check.QuerySelector("[data-signed] [name=Id]")!.GetAttribute("value"));
        Assert.Contains(pair.Agent.Name, check.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    private async Task<MandatePair> PairAsync()
    {
        var (tenderee, agent) = (new Company(site), new Company(site));
        await agent.EnterAsAsync("Agent");
        return new MandatePair(tenderee, agent, await tenderee.EnterAsAsync("Tenderee"));
    }

    private async Task<string> GrantedAsync(MandatePair pair)
    {
        var form = MandateCalls.Form(site.Clock.GetUtcNow(), pair.Agent.Code);
        using var response = await pair.Browser.GrantAsync(form, pair.Tenderee.Certificate);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return form["Id"];
    }

    private async Task<Mandate> FindAsync(string id, string code)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var read = scope.ServiceProvider.GetRequiredService<ReadMandates>();
        var viewer = new Viewer(await IdAsync(code), code, "", "");
        return (await read.FindAsync(Guid.Parse(id), viewer, default))!.Mandate;
    }

    private async Task<bool> HoldsAsync(MandatePair pair, DateTimeOffset now, string? project = null)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var read = scope.ServiceProvider.GetRequiredService<ReadMandates>();
        var (agent, tenderee) = (await IdAsync(pair.Agent.Code), await IdAsync(pair.Tenderee.Code));
        return project is null
            ? await read.HoldsAsync(agent, tenderee, now, default)
            : await read.HoldsForAsync(agent, tenderee, project, now, default);
    }

    private async Task<Guid> IdAsync(string code)
    {
        await using var source = NpgsqlDataSource.Create(site.Database);
        await using var command = source.CreateCommand("select id from organisation where org_code = $1");
        command.Parameters.Add(new NpgsqlParameter { Value = code });
        return (Guid)(await command.ExecuteScalarAsync())!;
    }

    private sealed record MandatePair(Company Tenderee, Company Agent, Browser Browser) : IDisposable
    {
        public void Dispose()
        {
            Tenderee.Dispose();
            Agent.Dispose();
        }
    }
}
