using System.Net;
using System.Net.Http.Headers;
using Tender.Site.Tests.Support;
using Xunit;

namespace Tender.Site.Tests.PublicSite;

public sealed class PageTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    /// <summary>Beginnings of the addresses that want a session.</summary>
    private static readonly string[] Own = ["/notices", "/register", "/me", "/mandates", "/desk"];

    public static TheoryData<string, string> Pages
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (
                var path in (string[])
                    [
                        "",
                        "/tenders",
                        "/tenders/{no}",
                        "/tenders/{no}/opening",
                        "/verify",
                        "/help",
                        "/status",
                        "/trust-list",
                        "/sign-in",
                        "/notices",
                        "/notices/new",
                        "/notices/{draft}",
                        "/notices/{draft}/facts",
                        "/notices/{draft}/terms",
                        "/register",
                        "/me/organisation",
                        "/certificates/new",
                        "/mandates",
                        "/mandates/new",
                        "/statistics",
                        "/plans",
                        "/plans/{plan}",
                        "/plans/{plan}/versions/1",
                        "/desk/plans",
                        "/desk/plans/new",
                        "/desk/plans/{plan}",
                        "/desk/plans/{plan}/edit",
                        "/desk/plans/{plan}/waiver",
                    ]
            )
            {
                data.Add("zh", path);
                data.Add("en", path);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_InBothLanguages_IsWholeAndPlain(string language, string path)
    {
        var no = await site.PublishedAsync();
        var browser = site.Open(language);
        if (Own.Any(o => path.StartsWith(o, StringComparison.Ordinal)))
        {
            await browser.AsAgentAsync();
        }

        if (path.Contains("{plan}", StringComparison.Ordinal))
        {
            path = path.Replace("{plan}", await PlanAsync(), StringComparison.Ordinal);
        }

        if (path.Contains("{draft}", StringComparison.Ordinal))
        {
            var draft = await browser.DraftAsync(Drafts.Grid(site.Clock.GetUtcNow(), TimeSpan.FromSeconds(300)));
            path = path.Replace("{draft}", draft, StringComparison.Ordinal);
        }

        path = path.Replace("{no}", no, StringComparison.Ordinal);
        var page = await browser.PageAsync(path);

        var other = language == "zh" ? "en" : "zh";
        Assert.Equal(language == "zh" ? "zh-CN" : "en", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal(
            $"/{other}{path}",
            page.QuerySelector($"link[hreflang='{(other == "zh" ? "zh-CN" : "en")}']")!.GetAttribute("href")
        );
        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.Single(page.QuerySelectorAll("main"));
        Assert.NotNull(page.QuerySelector(".et-banner"));
        Assert.NotEmpty(page.Title!);
        // Keys of texts that do not exist would be shown as they are.
        Assert.DoesNotMatch(@"\b[A-Z][a-z]+\.[A-Z][A-Za-z]+", page.QuerySelector("main")!.TextContent);
        Assert.Empty(page.QuerySelectorAll("[style], style, script:not([src]), [onclick], [onsubmit]"));
        Assert.All(
            page.QuerySelectorAll("input:not([type=hidden]), select, textarea"),
            f => Assert.NotNull(page.QuerySelector($"label[for='{f.Id}']"))
        );
        var ids = page.QuerySelectorAll("[id]").Select(e => e.Id).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    /// <summary>A published plan with an exemption and a change that waits for its signature.</summary>
    private async Task<string> PlanAsync()
    {
        var agent = await site.Open().AsAgentAsync();
        var plan = await agent.PlanAsync();
        using var written = await agent.PostAsync($"/desk/plans/{plan}/waiver", [new("reason", "汛期前须完工。")]);
        using var begun = await agent.PostAsync($"/desk/plans/{plan}/change", []);
        return plan;
    }

    [Theory]
    [InlineData("zh-CN,zh;q=0.9", "/zh")]
    [InlineData("en-GB,en;q=0.9", "/en")]
    [InlineData("fr,en;q=0.3,zh;q=0.8", "/zh")]
    [InlineData("fr", "/zh")]
    [InlineData("", "/zh")]
    public async Task FrontDoor_ByLanguageOfTheBrowser_LeadsOn(string accept, string expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        foreach (var part in accept.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            request.Headers.AcceptLanguage.Add(StringWithQualityHeaderValue.Parse(part));
        }

        using var response = await site.Open().Http.SendAsync(request);

        Assert.Equal(expected, response.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("zh", "没有找到这个页面")]
    [InlineData("en", "Page not found")]
    public async Task Missing_InBothLanguages_ShowsCodeAndIncident(string language, string title)
    {
        using var response = await site.Open(language).GetAsync("/nothing");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        var page = await Browser.ParseAsync(response);
        Assert.Equal(title, page.QuerySelector("h1")!.TextContent);
        Assert.Contains("ET-4004", page.QuerySelector(".et-facts")!.TextContent, StringComparison.Ordinal);
        Assert.Matches("^[0-9A-F]{12}$", page.QuerySelector(".et-facts code")!.TextContent);
        Assert.Equal(
            language == "zh" ? "/en/nothing" : "/zh/nothing",
            page.QuerySelector(".et-header__tools a")!.GetAttribute("href")
        );
    }

    [Fact]
    public async Task Missing_ForPrograms_IsProblemJson()
    {
        using var response = await site.Open().GetAsync("/tenders/T2026-9999/opening.json");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        var problem = await response.Content.ReadAsStringAsync();
        Assert.Contains("\"code\":\"ET-4004\"", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_VaultAway_SaysSo()
    {
        site.Vault.IsAway = true;
        try
        {
            var page = await site.Open().PageAsync("/status");

            Assert.Equal(2, page.QuerySelectorAll(".et-tag--bad").Length);
            Assert.Equal(2, page.QuerySelectorAll(".et-tag--good").Length);
        }
        finally
        {
            site.Vault.IsAway = false;
        }
    }

    [Theory]
    [InlineData("/healthz/live")]
    [InlineData("/healthz/ready")]
    public async Task Health_Running_IsGood(string path)
    {
        using var response = await site.Open().Http.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task List_SearchWithWildcards_IsTakenLiterally()
    {
        await site.PublishedAsync();
        var browser = site.Open();

        Assert.NotEmpty(
            (await browser.PageAsync("/tenders?q=" + Uri.EscapeDataString("步行桥"))).QuerySelectorAll(".et-list > li")
        );
        Assert.Empty(
            (await browser.PageAsync("/tenders?q=" + Uri.EscapeDataString("%"))).QuerySelectorAll(".et-list > li")
        );
        Assert.Empty((await browser.PageAsync("/tenders?q=_")).QuerySelectorAll(".et-list > li"));
    }

    [Fact]
    public async Task PolicyReport_FromABrowser_IsLoggedWithoutQuery()
    {
        using var content = new StringContent(
            """[{"type":"csp-violation","body":{"documentURL":"https://site.example/zh?secret=1","effectiveDirective":"script-src","blockedURL":"https://evil.example/x.js?y=2"}}]"""
        );
        content.Headers.ContentType = new MediaTypeHeaderValue("application/reports+json");

        using var response = await site.Open().Http.PostAsync(new Uri("/reports/policy", UriKind.Relative), content);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        var line = site.Log.Lines.Last(l => l.Contains("Policy stopped", StringComparison.Ordinal));
        Assert.Contains(
            "script-src on https://site.example/zh: https://evil.example/x.js",
            line,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("secret", line, StringComparison.Ordinal);
    }
}
