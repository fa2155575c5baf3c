using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tender.Site.Tests.Support;
using Tender.Testing;
using Xunit;

namespace Tender.Site.Tests.Shared;

/// <summary>Who may what, made from the list of endpoints: a new one that nobody put into a list is red.</summary>
public sealed class AccessTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    /// <summary>A person decided that everybody may call these.</summary>
    private static readonly string[] Public =
    [
        "Amendments.List",
        "Amendments.Signed",
        "Bid.Show",
        "Certificates.Ask",
        "Certificates.Challenge",
        "Certificates.New",
        "Fault.Show",
        "History.Csv",
        "History.Json",
        "History.Show",
        "Home.Help",
        "Home.Home",
        "Home.Statistics",
        "Home.Status",
        "Home.Verify",
        "Notices.Download",
        "Notices.List",
        "Notices.Show",
        "Notices.Signed",
        "Objections.List",
        "Opening.Record",
        "Opening.RecordJson",
        "Opening.Show",
        "Opening.State",
        "PlanFeeds.Atom",
        "PlanFeeds.Calendar",
        "PlanFeeds.Csv",
        "Plans.List",
        "Plans.Show",
        "Plans.Signed",
        "Plans.Version",
        "Questions.List",
        "SignIn.Account",
        "SignIn.Challenge",
        "SignIn.Enter",
        "SignIn.Leave",
        "SignIn.Show",
        "TrustList.Download",
        "TrustList.Show",
    ];

    [Fact]
    public void Endpoint_OpenToAll_IsOnTheList()
    {
        var open = Actions()
            .Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            .Select(Name)
            .Distinct()
            .Order(StringComparer.Ordinal);

        Assert.Equal(Public, open);
    }

    [Fact]
    public void Endpoint_OfTheDesk_AsksForThePublisher()
    {
        var desk = Actions()
            .Where(e =>
                Name(e).StartsWith("Desk", StringComparison.Ordinal)
                || Name(e).StartsWith("Decision.", StringComparison.Ordinal)
                || Name(e).StartsWith("Draft.", StringComparison.Ordinal)
                || Name(e).StartsWith("Start.", StringComparison.Ordinal)
                || Name(e).StartsWith("Terms.", StringComparison.Ordinal)
            )
            .ToList();

        Assert.NotEmpty(desk);
        Assert.All(
            desk,
            e => Assert.Contains(e.Metadata.GetOrderedMetadata<IAuthorizeData>(), a => a.Policy == "publisher")
        );
    }

    [Theory]
    [InlineData("/notices")]
    [InlineData("/notices/new")]
    [InlineData("/notices/T2026-0001")]
    [InlineData("/notices/T2026-0001/facts")]
    [InlineData("/desk/plans")]
    [InlineData("/desk/plans/new")]
    [InlineData("/desk/plans/P2026-0001")]
    [InlineData("/desk/plans/P2026-0001/waiver")]
    public async Task Desk_NobodySignedIn_IsAskedToSignIn(string path)
    {
        using var response = await site.Open("en").GetAsync(path);

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal(
            $"/en/sign-in?next={Uri.EscapeDataString("/en" + path)}",
            response.Headers.Location!.PathAndQuery()
        );
    }

    [Theory]
    [InlineData("/notices")]
    [InlineData("/notices/new")]
    [InlineData("/notices/T2026-0001/challenge.json")]
    [InlineData("/desk/plans")]
    [InlineData("/desk/plans/P2026-0001/challenge.json")]
    public async Task Desk_Bidder_IsForbidden(string path)
    {
        var bidder = await site.Open().AsBidderAsync();

        using var response = await bidder.GetAsync(path);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Theory]
    [InlineData("/notices/new")]
    [InlineData("/notices/{no}/facts")]
    [InlineData("/notices/{no}/publish")]
    [InlineData("/notices/{no}/documents")]
    public async Task Desk_PostOfABidder_IsForbidden(string path)
    {
        var agent = await site.Open().AsAgentAsync();
        var no = await agent.DraftAsync(Drafts.Grid(site.Clock.GetUtcNow(), TimeSpan.FromSeconds(300)));
        var bidder = await site.Open().AsBidderAsync();

        using var response = await bidder.PostAsync(path.Replace("{no}", no, StringComparison.Ordinal), []);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task Draft_OfAnotherOrganisation_LooksMissing()
    {
        var agent = await site.Open().AsAgentAsync();
        var no = await agent.DraftAsync(Drafts.Grid(site.Clock.GetUtcNow(), TimeSpan.FromSeconds(300)));
        var other = site.Open();
        using var certificate = TestAuthority.A.Issue(SiteFixture.TendereeCode, "杭州市城市建设服务中心", "王建");
        using var entered = await other.SignInAsync(certificate);

        using var page = await other.GetAsync($"/notices/{no}");
        using var facts = await other.GetAsync($"/notices/{no}/facts");
        using var saved = await other.PostAsync($"/notices/{no}/facts", Drafts.Form(site.Clock.GetUtcNow()));
        using var added = await other.UploadAsync($"/notices/{no}/documents", ("a.pdf", Drafts.Pdf));
        using var missing = await other.GetAsync("/notices/T2026-9999");

        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.All([page, facts, saved, added], r => Assert.Equal(HttpStatusCode.NotFound, r.StatusCode));
    }

    [Fact]
    public async Task Draft_BeforePublication_IsNowhereInPublic()
    {
        var agent = await site.Open().AsAgentAsync();
        var no = await agent.DraftAsync(Drafts.Grid(site.Clock.GetUtcNow(), TimeSpan.FromSeconds(300)));
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Drafts.Pdf));

        foreach (
            var path in (string[])
                ["", "/opening", "/opening.json", "/bid", "/record", "/notice.json", $"/documents/{hash}"]
        )
        {
            using var response = await agent.GetAsync($"/tenders/{no}{path}");
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        }
    }

    [Fact]
    public async Task UnsafeEndpoint_WithoutTokenOrFromElsewhere_IsRefused()
    {
        var agent = await site.Open().AsAgentAsync();
        var posts = Actions()
            .Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("POST") == true)
            .ToList();
        Assert.True(posts.Count >= 7);
        foreach (var endpoint in posts)
        {
            var path = endpoint
                .RoutePattern.RawText!.Replace("{lang:lang}", "zh", StringComparison.Ordinal)
                .Replace("{no}", "T2026-0001", StringComparison.Ordinal)
                .Replace("{kind:regex(^(waiver|cancellation)$)}", "waiver", StringComparison.Ordinal)
                .Replace("{id:guid}", Guid.Empty.ToString(), StringComparison.Ordinal);
            using var content = new FormUrlEncodedContent([]);
            using var bare = await agent.Http.PostAsync(new Uri("/" + path, UriKind.Relative), content);
            Assert.True(
                bare.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity
                    || (bare.StatusCode == HttpStatusCode.Forbidden && IsForAdministrators(endpoint)),
                $"{path}: {bare.StatusCode}"
            );

            using var request = new HttpRequestMessage(HttpMethod.Post, "/" + path)
            {
                Content = new FormUrlEncodedContent([]),
            };
            request.Headers.Add("Origin", "https://evil.example");
            using var foreign = await agent.Http.SendAsync(request);
            Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
        }
    }

    private static bool IsForAdministrators(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(a => a.Policy == "administrator");

    private List<RouteEndpoint> Actions() =>
        site
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<ControllerActionDescriptor>() is not null)
            .ToList();

    private static string Name(RouteEndpoint endpoint)
    {
        var action = endpoint.Metadata.GetMetadata<ControllerActionDescriptor>()!;
        return $"{action.ControllerName}.{action.ActionName}";
    }
}

internal static class Locations
{
    /// <summary>Path and query of an absolute or relative address.</summary>
    public static string PathAndQuery(this Uri address) =>
        address.IsAbsoluteUri ? address.PathAndQuery : address.OriginalString;
}
