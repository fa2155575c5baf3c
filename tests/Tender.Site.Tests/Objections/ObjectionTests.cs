using System.Net;
using Npgsql;
using Tender.Sealing;
using Tender.Site.Tests.Support;
using Xunit;

namespace Tender.Site.Tests.Objections;

/// <summary>A short day is 10 s.</summary>
public sealed class ObjectionTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    [Fact]
    public async Task FileObjection_InTime_HoldsTheVaultAndNamesNobody()
    {
        var (no, section) = await site.SectionAsync();
        using var company = new Company(site);
        var objector = await company.EnterAsync();

        using var filed = await objector.ObjectAsync(no, company.Certificate);
        await site.DeliverAsync();

        filed.EnsureRedirect(objector);
        Assert.True(section.Held);
        var agent = await site.Open().AsAgentAsync();
        foreach (
            var path in (string[])[$"/desk/tenders/{no}/objections", $"/tenders/{no}/objections", $"/tenders/{no}"]
        )
        {
            var html = (await agent.PageAsync(path)).DocumentElement.OuterHtml;
            Assert.DoesNotContain(company.Code, html, StringComparison.Ordinal);
            Assert.DoesNotContain(company.Name, html, StringComparison.Ordinal);
        }

        foreach (var path in (string[])[$"/tenders/{no}", $"/tenders/{no}/opening", $"/tenders/{no}/bid"])
        {
            var clock = (await site.Open("en").PageAsync(path)).QuerySelector(".et-countdown")!;
            Assert.Equal("Paused", clock.TextContent);
            Assert.Null(clock.GetAttribute("data-module"));
        }

        Assert.Equal(
            "withheld||",
            await OneAsync<string>(
                $"select actor || '|' || authn || '|' || origin from audit where act = 'objections.file' and object = '{no}'"
            )
        );
    }

    [Fact]
    public async Task Objection_UntilItsReply_StopsTheTendereeAndHoldsT()
    {
        var (no, section) = await site.SectionAsync();
        using var company = new Company(site);
        using var filed = await (await company.EnterAsync()).ObjectAsync(no, company.Certificate);
        await site.DeliverAsync();
        var before = section.Deadline;
        var agent = await site.Open().AsAgentAsync();
        using var amended = await agent.PostAsync($"/desk/tenders/{no}/amend", Amendments.Form("no", null));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, amended.StatusCode);

        // Beyond T: it has not passed, and nothing is opened.
        site.Clock.Advance(before - site.Clock.GetUtcNow() + TimeSpan.FromSeconds(60));
        agent = await site.Open().AsAgentAsync();
        Assert.NotNull((await agent.PageAsync($"/tenders/{no}")).QuerySelector($"a[href='/zh/tenders/{no}/bid']"));
        Assert.DoesNotContain(
            "et-seats",
            (await agent.PageAsync($"/tenders/{no}/opening")).DocumentElement.OuterHtml,
            StringComparison.Ordinal
        );

        Assert.Equal(1, await agent.ReplyAllAsync(no));
        await site.DeliverAsync();

        Assert.False(section.Held);
        Assert.True(section.Deadline > site.Clock.GetUtcNow());
        Assert.Equal(section.Deadline, await DeadlineAsync(no));
        var changes = site.Vault.Changes.Where(c => c.TenderRef.SequenceEqual(section.Order.TenderRef)).ToList();
        Assert.Equal([TenderAction.Hold, TenderAction.Resume], changes.Select(c => c.Action));
        var page = await site.Open("en").PageAsync($"/tenders/{no}/objections");
        Assert.Contains("同意，予以更正。", page.DocumentElement.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReplyObjection_AffectingBids_LeavesFifteenDays()
    {
        var (no, section) = await site.SectionAsync();
        using var company = new Company(site);
        site.Clock.Advance(section.Deadline.AddSeconds(-125) - site.Clock.GetUtcNow());
        using var filed = await (await company.EnterAsync()).ObjectAsync(no, company.Certificate);
        await site.DeliverAsync();

        await (await site.Open().AsAgentAsync()).ReplyAllAsync(no, "yes");
        await site.DeliverAsync();

        Assert.InRange(section.Deadline - site.Clock.GetUtcNow(), TimeSpan.FromSeconds(150), TimeSpan.FromSeconds(170));
    }

    [Fact]
    public async Task FileObjection_Late_IsKeptAndPausesNothing()
    {
        var (no, section) = await site.SectionAsync();
        using var company = new Company(site);
        site.Clock.Advance(section.Deadline.AddSeconds(-30) - site.Clock.GetUtcNow());

        using var filed = await (await company.EnterAsync()).ObjectAsync(no, company.Certificate);
        await site.DeliverAsync();

        Assert.Equal(HttpStatusCode.Redirect, filed.StatusCode);
        Assert.False(section.Held);
        Assert.True(
            await OneAsync<bool>(
                $"select late from objection o join section s on s.id = o.section_id where s.no = '{no}'"
            )
        );
    }

    [Fact]
    public async Task OrderStandstill_ByAnAuthority_PausesAndItsLiftingResumes()
    {
        var (no, section) = await site.SectionAsync();
        using var authority = new Company(site);
        var browser = await authority.EnterAsAsync("Supervisor");

        using var paused = await browser.OrderAsync(no, authority.Certificate);
        await site.DeliverAsync();
        paused.EnsureRedirect(browser);
        Assert.True(section.Held);
        using var lifted = await browser.OrderAsync(no, authority.Certificate);
        await site.DeliverAsync();

        Assert.Equal(HttpStatusCode.Redirect, lifted.StatusCode);
        Assert.False(section.Held);
        var page = await site.Open().PageAsync($"/tenders/{no}/objections");
        Assert.Equal(2, page.QuerySelectorAll("article").Length);
        Assert.Contains(authority.Name, page.DocumentElement.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Agent")]
    [InlineData("Centre")]
    public async Task OrderStandstill_ByAnybodyElse_IsForbidden(string role)
    {
        var no = await site.PublishedAsync();
        using var company = new Company(site);
        var browser = await company.EnterAsAsync(role);

        using var page = await browser.GetAsync($"/supervision/tenders/{no}/order");
        using var check = await browser.OrderAsync(no, company.Certificate);

        Assert.Equal(HttpStatusCode.Forbidden, page.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, check.StatusCode);
    }

    private async Task<T> OneAsync<T>(string sql)
    {
        await using var source = NpgsqlDataSource.Create(site.Database);
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    private async Task<DateTimeOffset> DeadlineAsync(string no) =>
        new(await OneAsync<DateTime>($"select deadline from section where no = '{no}'"), TimeSpan.Zero);
}
