using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using AngleSharp;
using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.Mvc.Testing;
using Tender.Sealing;
using Tender.Site.Setup;

namespace Tender.Site.Tests.Support;

/// <summary>One browser: it keeps cookies, reads pages, posts their forms, signs challenges.</summary>
public sealed class Browser
{
    private readonly SiteFixture site;

    internal Browser(WebApplicationFactory<SiteOptions> factory, SiteFixture site, string language)
    {
        this.site = site;
        Language = language;
        Http = factory.CreateClient(
            new WebApplicationFactoryClientOptions
            {
                BaseAddress = new Uri("https://site.example"),
                AllowAutoRedirect = false,
                HandleCookies = true,
            }
        );
    }

    public string Language { get; }

    public HttpClient Http { get; }

    /// <summary>The site's last logged error, for the message of a failing test.</summary>
    public string LastIncident() =>
        site.Log.Lines.LastOrDefault(l => l.StartsWith("Error", StringComparison.Ordinal)) ?? "";

    public string Path(string path) => $"/{Language}{path}";

    public Task<HttpResponseMessage> GetAsync(string path) => Http.GetAsync(new Uri(Path(path), UriKind.Relative));

    /// <summary>A page that must be there.</summary>
    public async Task<IHtmlDocument> PageAsync(string path)
    {
        using var response = await GetAsync(path);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            throw new HttpRequestException($"{path}: {response.StatusCode}");
        }

        return await ParseAsync(response);
    }

    /// <summary>What the form of a page would send as it stands, the token left out.</summary>
    public async Task<Dictionary<string, string>> FormAsync(string path)
    {
        var page = await PageAsync(path);
        var fields = new Dictionary<string, string>();
        foreach (var field in page.QuerySelectorAll(".et-form [name]"))
        {
            var value = field switch
            {
                IHtmlSelectElement select => select.Value,
                IHtmlTextAreaElement area => area.Value,
                IHtmlInputElement input => input.Value,
                _ => null,
            };
            if (
                value is not null
                && field.GetAttribute("name") is { } name
                && !name.StartsWith("__", StringComparison.Ordinal)
            )
            {
                fields[name] = value;
            }
        }

        return fields;
    }

    public static async Task<IHtmlDocument> ParseAsync(HttpResponseMessage response)
    {
        var context = BrowsingContext.New(Configuration.Default);
        var html = await response.Content.ReadAsStringAsync();
        return (IHtmlDocument)await context.OpenAsync(r => r.Content(html));
    }

    public async Task<JsonElement> JsonAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Path(path));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        using var response = await Http.SendAsync(request);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>A form token for the next post.</summary>
    public async Task<string> TokenAsync() => (await JsonAsync("/account.json")).GetProperty("formToken").GetString()!;

    public async Task<HttpResponseMessage> PostAsync(
        string path,
        IEnumerable<KeyValuePair<string, string>> fields,
        string? token = null
    )
    {
        token ??= await TokenAsync();
        using var content = new FormUrlEncodedContent([
            .. fields,
            new KeyValuePair<string, string>("__RequestVerificationToken", token),
        ]);
        return await Http.PostAsync(new Uri(Path(path), UriKind.Relative), content);
    }

    /// <summary>Sends files as the page's form does: the token first.</summary>
    public async Task<HttpResponseMessage> UploadAsync(string path, params (string Name, byte[] Content)[] files)
    {
        using var content = new MultipartFormDataContent
        {
            { new StringContent(await TokenAsync()), "__RequestVerificationToken" },
        };
        // Browsers write names as UTF-8.
        content.HeaderEncodingSelector = (_, _) => Encoding.UTF8;
        foreach (var (name, bytes) in files)
        {
            var part = new ByteArrayContent(bytes);
            part.Headers.TryAddWithoutValidation(
                "Content-Disposition",
                $"form-data; name=\"files\"; filename=\"{name}\""
            );
            content.Add(part);
        }

        return await Http.PostAsync(new Uri(Path(path), UriKind.Relative), content);
    }

    /// <summary>The text of a fresh challenge.</summary>
    public async Task<string> ChallengeAsync(string path = "/sign-in/challenge.json") =>
        (await JsonAsync(path)).GetProperty("challenge").GetString()!;

    public string Sign(string text, X509Certificate2 certificate) =>
        Convert.ToBase64String(CmsSigner.Sign(Encoding.UTF8.GetBytes(text), certificate, site.Clock.GetUtcNow()));

    /// <summary>Challenge, signature, post.</summary>
    public async Task<HttpResponseMessage> SignInAsync(X509Certificate2 certificate, string next = "") =>
        await PostAsync("/sign-in", [new("signature", Sign(await ChallengeAsync(), certificate)), new("next", next)]);

    /// <summary>Signs in as the agent.</summary>
    public async Task<Browser> AsAgentAsync()
    {
        using var certificate = SiteFixture.AgentCertificate();
        using var response = await SignInAsync(certificate);
        return response.StatusCode == HttpStatusCode.Redirect ? this : throw new HttpRequestException("not signed in");
    }

    /// <summary>Signs in as a bidder.</summary>
    public async Task<Browser> AsBidderAsync()
    {
        using var certificate = SiteFixture.BidderCertificate();
        using var response = await SignInAsync(certificate);
        return response.StatusCode == HttpStatusCode.Redirect ? this : throw new HttpRequestException("not signed in");
    }
}
