using System.Globalization;
using System.Net;
using System.Text;

namespace Tender.Site.Tests.Support;

/// <summary>Makes notices by the calls that people make.</summary>
internal static class Drafts
{
    public static readonly byte[] Pdf = Encoding.ASCII.GetBytes(
        "%PDF-1.7\n1 0 obj <<>> endobj\nxref\n0 1\n0000000000 65535 f \ntrailer <<>>\nstartxref\n29\n%%EOF\n"
    );

    /// <summary>A form that lacks nothing.</summary>
    public static Dictionary<string, string> Form(DateTimeOffset deadline)
    {
        var local = deadline.ToOffset(TimeSpan.FromHours(8));
        return new Dictionary<string, string>
        {
            ["Title"] = "钱塘江北岸步行桥工程施工",
            ["TendereeName"] = "杭州市城市建设服务中心",
            ["TendereeCode"] = SiteFixture.TendereeCode,
            ["Trade"] = "works",
            ["TendereeAddress"] = "杭州市上城区解放东路18号",
            ["Mandatory"] = "yes",
            ["StateFunded"] = "no",
            ["Place"] = "杭州市上城区",
            ["Nature"] = "新建",
            ["Scale"] = "长 268 米，宽 6 米",
            ["FundSource"] = "企业自筹",
            ["Consortium"] = "no",
            ["ValidityDays"] = "90",
            ["Scope"] = "步行桥一座，长 268 米，宽 6 米。",
            ["Qualification"] = "市政公用工程施工总承包二级及以上。",
            ["PeriodDays"] = "240",
            ["CeilingYuan"] = "12500000.00",
            ["Contact"] = "李敏，0571-00000000",
            ["DeadlineDate"] = local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["DeadlineTime"] = local.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
        };
    }

    /// <summary>The next instant on the window grid that is at least so far away.</summary>
    public static DateTimeOffset Grid(DateTimeOffset now, TimeSpan away)
    {
        var seconds = (now + away).ToUnixTimeSeconds();
        return DateTimeOffset.FromUnixTimeSeconds((seconds + 9) / 10 * 10);
    }

    /// <summary>A draft with one document.</summary>
    /// <returns>Its number.</returns>
    public static Task<string> DraftAsync(this Browser agent, DateTimeOffset deadline) =>
        agent.DraftAsync(Form(deadline));

    /// <summary>A draft of a form, with one document.</summary>
    /// <returns>Its number.</returns>
    public static async Task<string> DraftAsync(this Browser agent, Dictionary<string, string> form)
    {
        using var started = await agent.PostAsync("/notices/new", form);
        var no = started.Headers.Location!.OriginalString.Split('/')[^1];
        using var added = await agent.UploadAsync($"/notices/{no}/documents", ("招标文件.pdf", Pdf));
        return added.StatusCode == HttpStatusCode.Redirect
            ? no
            : throw new HttpRequestException($"{added.StatusCode}: {agent.LastIncident()}");
    }

    /// <summary>Signs and publishes a draft.</summary>
    public static async Task<HttpResponseMessage> PublishAsync(this Browser agent, string no)
    {
        using var certificate = SiteFixture.AgentCertificate();
        var text = await agent.ChallengeAsync($"/notices/{no}/challenge.json");
        return await agent.PostAsync($"/notices/{no}/publish", [new("signature", agent.Sign(text, certificate))]);
    }

    /// <summary>A published notice with a key set, 300 s before its deadline.</summary>
    /// <returns>Its number.</returns>
    public static async Task<string> PublishedAsync(this SiteFixture site)
    {
        var agent = await site.Open().AsAgentAsync();
        var no = await agent.DraftAsync(Grid(site.Clock.GetUtcNow(), TimeSpan.FromSeconds(300)));
        using var response = await agent.PublishAsync(no);
        if (response.StatusCode != HttpStatusCode.Redirect)
        {
            throw new HttpRequestException(await response.Content.ReadAsStringAsync());
        }

        await site.BindAsync();
        return no;
    }

    /// <summary>A published notice and its section in the vault.</summary>
    public static async Task<(string No, FakeSection Section)> SectionAsync(this SiteFixture site)
    {
        var no = await site.PublishedAsync();
        var facts = await site.Open().JsonAsync($"/tenders/{no}/notice.json");
        return (no, site.Vault.Sections[facts.GetProperty("tenderRef").GetString()!]);
    }
}
