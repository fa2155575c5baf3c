using System.Net;
using Npgsql;
using Tender.Ledger.Verification;
using Tender.Site.Tests.Support;
using Xunit;

namespace Tender.Site.Tests.Questions;

public sealed class QuestionTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    private const string Text = "招标文件第三章第 2 条的桩基检测由谁承担费用？";

    [Fact]
    public async Task AskQuestion_InTime_ReachesThePublisherWithoutItsAsker()
    {
        var no = await site.PublishedAsync();
        var bidder = await site.Open().AsBidderAsync();

        using var asked = await AskAsync(bidder, no, Text);

        Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);
        var agent = await site.Open().AsAgentAsync();
        var desk = (await agent.PageAsync($"/desk/tenders/{no}/questions")).DocumentElement.OuterHtml;
        Assert.Contains(Text, desk, StringComparison.Ordinal);
        Assert.DoesNotContain(SiteFixture.BidderCode, desk, StringComparison.Ordinal);
        var open = (await site.Open().PageAsync($"/tenders/{no}/questions")).DocumentElement.OuterHtml;
        Assert.DoesNotContain(Text, open, StringComparison.Ordinal);
        Assert.Equal(
            "withheld||",
            await OneAsync(
                $"select actor || '|' || authn || '|' || origin from audit where act = 'questions.ask' and object = '{no}'"
            )
        );
        Assert.Equal(
            true,
            await OneAsync(
                $"select o.org_code = '{SiteFixture.BidderCode}' from question_asker a join organisation o on o.id = a.organisation_id join question q on q.id = a.question_id join section s on s.id = q.section_id where s.no = '{no}'"
            )
        );
    }

    [Fact]
    public async Task AnswerQuestion_Published_IsReadByEverybodyOnce()
    {
        var no = await site.PublishedAsync();
        using var asked = await AskAsync(await site.Open().AsBidderAsync(), no, Text);
        var agent = await site.Open().AsAgentAsync();
        var form = (await agent.PageAsync($"/desk/tenders/{no}/questions")).QuerySelector("form[action*='/desk/']")!;
        var path = form.GetAttribute("action")!["/zh".Length..];

        using var empty = await agent.PostAsync(path, [new("Answer", " ")]);
        using var answered = await agent.PostAsync(path, [new("Answer", "由承包人承担。")]);
        using var again = await agent.PostAsync(path, [new("Answer", "由发包人承担。")]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, answered.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);
        foreach (var language in (string[])["zh", "en"])
        {
            var page = await site.Open(language).PageAsync($"/tenders/{no}/questions");
            Assert.Contains("由承包人承担。", page.QuerySelector("article")!.TextContent, StringComparison.Ordinal);
            Assert.DoesNotContain(SiteFixture.BidderCode, page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        }
    }

    [Theory]
    // T lies 300 s, that is 30 short days, after publication: questions end with the tenth day before it.
    [InlineData(-1, HttpStatusCode.Redirect)]
    [InlineData(0, HttpStatusCode.UnprocessableEntity)]
    public async Task AskQuestion_AtTheEdge_IsDecidedByTheClock(int seconds, HttpStatusCode expected)
    {
        var no = await site.PublishedAsync();
        var bidder = await site.Open().AsBidderAsync();
        var published = (DateTime)(await OneAsync($"select published_at from section where no = '{no}'"))!;
        var deadline = (DateTime)(await OneAsync($"select deadline from section where no = '{no}'"))!;
        var days = Math.Floor((deadline - published).TotalSeconds / 10);
        var edge = new DateTimeOffset(published, TimeSpan.Zero).AddSeconds((days - 9) * 10);
        site.Clock.Advance(edge.AddSeconds(seconds) - site.Clock.GetUtcNow());

        using var asked = await AskAsync(bidder, no, Text);

        Assert.Equal(expected, asked.StatusCode);
    }

    [Fact]
    public async Task AskQuestion_NamingItself_IsSentBackWithItsText()
    {
        var no = await site.PublishedAsync();
        var bidder = await site.Open().AsBidderAsync();

        using var asked = await AskAsync(bidder, no, $"我单位 {SiteFixture.BidderCode} 想问");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, asked.StatusCode);
        var page = await Browser.ParseAsync(asked);
        Assert.NotNull(page.QuerySelector("#Question-error"));
        Assert.Contains("想问", page.QuerySelector("textarea")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AskQuestion_ByThePublisher_IsRefused()
    {
        var no = await site.PublishedAsync();
        var agent = await site.Open().AsAgentAsync();

        using var asked = await AskAsync(agent, no, Text);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, asked.StatusCode);
    }

    [Fact]
    public async Task Desk_OfAnotherPublisher_LooksMissing()
    {
        var no = await site.PublishedAsync();
        using var company = new Company(site);
        var other = await company.EnterAsAsync("Agent");

        using var questions = await other.GetAsync($"/desk/tenders/{no}/questions");
        using var amend = await other.GetAsync($"/desk/tenders/{no}/amend");

        Assert.Equal(HttpStatusCode.NotFound, questions.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, amend.StatusCode);
    }

    [Fact]
    public async Task History_OfAskingAndAnswering_NamesOnlyWhoAnswered()
    {
        var no = await site.PublishedAsync();
        using var asked = await AskAsync(await site.Open().AsBidderAsync(), no, Text);
        var agent = await site.Open().AsAgentAsync();
        var form = (await agent.PageAsync($"/desk/tenders/{no}/questions")).QuerySelector("form[action*='/desk/']")!;
        using var answered = await agent.PostAsync(
            form.GetAttribute("action")!["/zh".Length..],
            [new("Answer", "由承包人承担。")]
        );

        using var file = await site.Open().GetAsync($"/tenders/{no}/history.json");
        var history = HistoryFile.Parse(await file.Content.ReadAsByteArrayAsync());

        Assert.True(HistoryVerifier.Verify(history.Write()).Holds);
        Assert.Null(history.Rows.Single(r => r.Act == "questions.ask").Who);
        Assert.Equal(SiteFixture.AgentCode, history.Rows.Single(r => r.Act == "questions.answer").Who?.Actor);
    }

    private static async Task<HttpResponseMessage> AskAsync(Browser browser, string no, string text)
    {
        var form = await browser.FormAsync($"/tenders/{no}/ask");
        form["Question"] = text;
        return await browser.PostAsync($"/tenders/{no}/ask", form);
    }

    private async Task<object?> OneAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(site.Database);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
