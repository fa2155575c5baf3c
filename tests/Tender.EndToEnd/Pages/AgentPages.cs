using System.Globalization;
using Microsoft.Playwright;
using Tender.Sample.Cast;

namespace Tender.EndToEnd;

/// <summary>What an agent does on the site: sign in with its certificate, write a notice, attach documents, sign and publish.</summary>
public sealed class AgentPages(IPage page, SampleCertificates certificates)
{
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    /// <summary>Signs in by the certificate file.</summary>
    public async Task SignInAsync(SampleOrganisation who)
    {
        ArgumentNullException.ThrowIfNull(who);
        await page.GotoAsync("/zh/sign-in");
        await SignAsync(who, "签署并登录");
        await Assertions.Expect(page.GetByText(who.Name).First).ToBeVisibleAsync();
    }

    /// <summary>Publishes a notice and gives its number.</summary>
    public async Task<string> PublishAsync(
        SampleOrganisation who,
        string title,
        DateTimeOffset deadline,
        IReadOnlyList<string> documents
    )
    {
        await DraftAsync(title, deadline, documents);
        await SignAsync(who, "签署并发布");
        await page.WaitForURLAsync("**/zh/tenders/*");
        return page.Url.Split('/')[^1].Split('?')[0];
    }

    /// <summary>Saves a draft with its documents and gives its number.</summary>
    public async Task<string> DraftAsync(string title, DateTimeOffset deadline, IReadOnlyList<string> documents)
    {
        await page.GotoAsync("/zh/notices/new");
        await FillFactsAsync(title, deadline);
        await page.GetByRole(AriaRole.Button, new() { Name = "保存草稿" }).ClickAsync();
        await page.WaitForURLAsync("**/zh/notices/T*");
        if (documents.Count > 0)
        {
            await page.GetByLabel("添加文件").SetInputFilesAsync(documents);
            await page.GetByRole(AriaRole.Button, new() { Name = "上传" }).ClickAsync();
        }

        return page.Url.Split('/')[^1].Split('?')[0];
    }

    private async Task FillFactsAsync(string title, DateTimeOffset deadline)
    {
        var local = deadline.ToOffset(Beijing);
        (string Name, string Value)[] facts =
        [
            ("Title", title),
            ("TendereeName", SampleCast.Tenderee.Name),
            ("TendereeCode", SampleCast.Tenderee.OrgCode),
            ("TendereeAddress", "杭州市上城区解放东路18号"),
            ("Place", "杭州市滨江区"),
            ("Nature", "新建"),
            ("Scale", "人行天桥两座"),
            ("FundSource", "企业自筹资金 100%"),
            ("Scope", "两座人行天桥的施工，含电梯及照明。"),
            ("Qualification", "市政公用工程施工总承包三级及以上资质。"),
            ("PeriodDays", "180"),
            ("CeilingYuan", "9800000.00"),
            ("Contact", "李敏，0571-00000000"),
            ("DeadlineDate", local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            ("DeadlineTime", local.ToString("HH:mm:ss", CultureInfo.InvariantCulture)),
        ];
        foreach (var (name, value) in facts)
        {
            await page.Locator($"[name={name}]").FillAsync(value);
        }

        await page.Locator("[name=StateFunded]").SelectOptionAsync("no");
        await page.Locator("[name=Consortium]").SelectOptionAsync("no");
    }

    /// <summary>Opens the certificate in the page, reads what will be signed, signs.</summary>
    public async Task SignAsync(SampleOrganisation who, string button)
    {
        ArgumentNullException.ThrowIfNull(who);
        await page.Locator("#p12").SetInputFilesAsync(certificates.PathOf(who));
        await page.Locator("#p12-password").FillAsync(SampleCertificates.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "打开证书" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
    }
}
