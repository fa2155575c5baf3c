using System.Security.Cryptography.X509Certificates;

namespace Tender.Site.Tests.Support;

/// <summary>Objects, replies and orders by the calls that people make.</summary>
internal static class Standstills
{
    /// <summary>Writes, checks and signs an objection.</summary>
    public static Task<HttpResponseMessage> ObjectAsync(
        this Browser browser,
        string no,
        X509Certificate2 certificate
    ) =>
        browser.SignFormAsync(
            $"/tenders/{no}/object",
            new Dictionary<string, string>
            {
                ["Id"] = Some.Id().ToString(),
                ["Objection"] = "资格要求中的本地业绩条款不合法，请删除。",
            },
            certificate
        );

    /// <summary>Replies to every objection that waits.</summary>
    public static async Task<int> ReplyAllAsync(this Browser agent, string no, string affects = "no")
    {
        using var certificate = SiteFixture.AgentCertificate();
        var desk = await agent.PageAsync($"/desk/tenders/{no}/objections");
        var paths = desk.QuerySelectorAll("article a.govuk-button")
            .Select(a => a.GetAttribute("href")!["/zh".Length..])
            .ToList();
        foreach (var path in paths)
        {
            var form = new Dictionary<string, string> { ["Reply"] = "同意，予以更正。", ["AffectsBids"] = affects };
            using var replied = await agent.SignFormAsync(path, form, certificate);
            replied.EnsureRedirect(agent);
        }

        return paths.Count;
    }

    /// <summary>An authority orders what can be ordered now.</summary>
    public static Task<HttpResponseMessage> OrderAsync(
        this Browser authority,
        string no,
        X509Certificate2 certificate
    ) =>
        authority.SignFormAsync(
            $"/supervision/tenders/{no}/order",
            new Dictionary<string, string>
            {
                ["Id"] = Some.Id().ToString(),
                ["OrderReason"] = "接到投诉，依据实施条例第六十二条。",
            },
            certificate
        );

    public static void EnsureRedirect(this HttpResponseMessage response, Browser browser)
    {
        if (response.StatusCode != System.Net.HttpStatusCode.Redirect)
        {
            throw new HttpRequestException($"{response.StatusCode}: {browser.LastIncident()}");
        }
    }

    private static async Task<HttpResponseMessage> SignFormAsync(
        this Browser browser,
        string path,
        Dictionary<string, string> form,
        X509Certificate2 certificate
    )
    {
        var check = await browser.PostAsync(path + "/check", form);
        var page = await Browser.ParseAsync(check);
        if (page.QuerySelector("[data-signed] [name=hash]")?.GetAttribute("value") is not { } hash)
        {
            return check;
        }

        check.Dispose();
        var text = await browser.ChallengeAsync($"{path}/challenge.json?hash={hash}");
        return await browser.PostAsync(path, [.. form, new("signature", browser.Sign(text, certificate))]);
    }
}
