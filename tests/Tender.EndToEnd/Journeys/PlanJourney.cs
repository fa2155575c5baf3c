using System.Globalization;
using Microsoft.Playwright;
using Tender.Sample.Cast;
using Tender.Sample.Play;
using Xunit;
using Xunit.Abstractions;

namespace Tender.EndToEnd;

/// <summary>A state-funded project from its plan over a published exemption to the notice, in the browser.</summary>
[Collection(Journeys.Name)]
public sealed class PlanJourney(StackFixture fixture, ITestOutputHelper output)
{
    private const string Name = "青石河泵站加固工程";
    private const string Reason = "汛期前须完成加固。";

    [Fact]
    public async Task Plan_Exempted_LeadsToANoticeThatLinksBack()
    {
        await SamplePdf.WriteAsync(fixture.Folder["plan-documents.pdf"], "documents", 20_000);
        await using var person = await fixture.NewPersonAsync(output);
        var page = await person.NewPageAsync();
        var pages = new AgentPages(page, fixture.Stack.Certificates);
        await pages.SignInAsync(SampleCast.Tenderee);

        var plan = await PublishPlanAsync(page, pages);
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("公告最早可发布时间");
        await ExemptAsync(page, pages, plan);
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(Reason);
        var no = await PublishNoticeAsync(page, pages, plan);

        await page.GetByRole(AriaRole.Link, new() { Name = $"依据招标计划 {plan}" }).ClickAsync();
        await Assertions.Expect(page.Locator("[aria-labelledby=notices]")).ToContainTextAsync(no);
        var found = new List<string>();
        foreach (var path in (string[])[$"plans/{plan}", $"desk/plans/{plan}", $"tenders/{no}", "plans", "statistics"])
        {
            foreach (var language in (string[])["zh", "en"])
            {
                await page.GotoAsync($"/{language}/{path}");
                found.AddRange(await Accessibility.FindAsync(page, $"{language}/{path}"));
            }
        }

        Assert.Empty(found);
        await fixture.AssertQuietAsync();
    }

    private static async Task<string> PublishPlanAsync(IPage page, AgentPages pages)
    {
        await page.GotoAsync("/zh/desk/plans/new");
        foreach (var (field, value) in SamplePlan.Fields(TimeProvider.System.GetUtcNow()))
        {
            await FillAsync(page, field, field == "ProjectName" ? Name : value);
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/zh/desk/plans/P*");
        await pages.SignAsync(SampleCast.Tenderee, "签署并公开");
        await page.WaitForURLAsync("**/zh/plans/P*");
        return page.Url.Split('/')[^1];
    }

    private static async Task ExemptAsync(IPage page, AgentPages pages, string plan)
    {
        await page.GotoAsync($"/zh/desk/plans/{plan}/waiver");
        await page.Locator("#Reason").FillAsync(Reason);
        await page.GetByRole(AriaRole.Button, new() { Name = "保存理由" }).ClickAsync();
        await pages.SignAsync(SampleCast.Tenderee, "豁免等待期");
        await page.WaitForURLAsync("**/zh/plans/P*");
    }

    private async Task<string> PublishNoticeAsync(IPage page, AgentPages pages, string plan)
    {
        await page.GotoAsync($"/zh/desk/plans/{plan}");
        await page.GetByRole(AriaRole.Button, new() { Name = "根据本计划起草公告" }).ClickAsync();
        await page.WaitForURLAsync("**/facts");
        var deadline = TimeProvider.System.GetUtcNow().AddMinutes(10).OnGrid().ToOffset(TimeSpan.FromHours(8));
        foreach (
            var (field, value) in (ValueTuple<string, string>[])
                [
                    ("TendereeAddress", "杭州市上城区解放东路18号"),
                    ("Nature", "加固"),
                    ("Scale", "泵站一座"),
                    ("Qualification", "水利水电工程施工总承包三级及以上资质。"),
                    ("Consortium", "no"),
                    ("PeriodDays", "120"),
                    ("ValidityDays", "90"),
                    ("DeadlineDate", deadline.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
                    ("DeadlineTime", deadline.ToString("HH:mm:ss", CultureInfo.InvariantCulture)),
                ]
        )
        {
            await FillAsync(page, field, value);
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "保存草稿" }).ClickAsync();
        await page.GetByLabel("添加文件").SetInputFilesAsync(fixture.Folder["plan-documents.pdf"]);
        await page.GetByRole(AriaRole.Button, new() { Name = "上传" }).ClickAsync();
        await pages.SignAsync(SampleCast.Tenderee, "签署并发布");
        await page.WaitForURLAsync("**/zh/tenders/T*");
        return page.Url.Split('/')[^1];
    }

    private static async Task FillAsync(IPage page, string field, string value)
    {
        var control = page.Locator($"[name={field}]");
        if (await control.EvaluateAsync<bool>("e => e.tagName === 'SELECT'"))
        {
            await control.SelectOptionAsync(value);
        }
        else
        {
            await control.FillAsync(value);
        }
    }
}
