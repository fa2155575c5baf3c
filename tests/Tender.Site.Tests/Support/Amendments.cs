using System.Globalization;

namespace Tender.Site.Tests.Support;

/// <summary>Amends by the calls that people make.</summary>
internal static class Amendments
{
    public static Dictionary<string, string> Form(string affects, DateTimeOffset? later)
    {
        var local = later?.ToOffset(TimeSpan.FromHours(8));
        return new Dictionary<string, string>
        {
            ["Subject"] = "钢筋直径",
            ["Was"] = "主筋直径 22 mm",
            ["Becomes"] = "主筋直径 25 mm",
            ["Reason"] = "设计单位更正。",
            ["AffectsBids"] = affects,
            ["LaterDate"] = local?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
            ["LaterTime"] = local?.ToString("HH:mm:ss", CultureInfo.InvariantCulture) ?? "",
        };
    }

    /// <summary>Writes, signs and publishes.</summary>
    public static async Task<HttpResponseMessage> AmendAsync(
        this Browser agent,
        string no,
        string affects,
        DateTimeOffset? later = null
    )
    {
        using var written = await agent.PostAsync($"/desk/tenders/{no}/amend", Form(affects, later));
        using var certificate = SiteFixture.AgentCertificate();
        var text = await agent.ChallengeAsync($"/desk/tenders/{no}/amend/challenge.json");
        return await agent.PostAsync(
            $"/desk/tenders/{no}/amend/sign",
            [new("signature", agent.Sign(text, certificate))]
        );
    }
}
