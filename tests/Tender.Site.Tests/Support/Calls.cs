using System.Security.Cryptography.X509Certificates;

namespace Tender.Site.Tests.Support;

/// <summary>Registration and certificates, by the calls that people make.</summary>
internal static class Calls
{
    public const string Contact = "张三，0571-00000000";

    public static Task<HttpResponseMessage> RegisterAsync(this Browser browser, string? next, params string[] roles) =>
        browser.PostAsync(
            "/register",
            [
                new("Contact", Contact),
                new("Next", next ?? ""),
                .. roles.Select(r => new KeyValuePair<string, string>(r, "true")),
            ]
        );

    /// <summary>A new certificate asks to be bound.</summary>
    public static async Task<HttpResponseMessage> AskBindingAsync(this Browser browser, X509Certificate2 certificate)
    {
        var text = await browser.ChallengeAsync("/certificates/challenge.json");
        return await browser.PostAsync("/certificates", [new("signature", browser.Sign(text, certificate))]);
    }

    public static async Task<HttpResponseMessage> DecideAsync(
        this Browser browser,
        string request,
        string decision,
        X509Certificate2 certificate
    )
    {
        var text = await browser.ChallengeAsync($"{request}/challenge.json?Decision={decision}");
        return await browser.PostAsync(
            request,
            [new("Decision", decision), new("signature", browser.Sign(text, certificate))]
        );
    }

    public static async Task<HttpResponseMessage> EndAsync(
        this Browser browser,
        string id,
        string reason,
        X509Certificate2 certificate
    )
    {
        var text = await browser.ChallengeAsync($"/certificates/{id}/challenge.json?Reason={reason}");
        return await browser.PostAsync(
            $"/certificates/{id}/end",
            [new("Reason", reason), new("signature", browser.Sign(text, certificate))]
        );
    }
}
