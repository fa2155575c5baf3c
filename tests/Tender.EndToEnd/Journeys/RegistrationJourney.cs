using System.Globalization;
using Microsoft.Playwright;
using Tender.Sample.Cast;
using Xunit;
using Xunit.Abstractions;

namespace Tender.EndToEnd;

/// <summary>An organisation registers once, lets an agent act for it and ends that again; every page on the way without barrier.</summary>
[Collection(Journeys.Name)]
public sealed class RegistrationJourney(StackFixture fixture, ITestOutputHelper output)
{
    [Fact]
    public async Task Tenderee_RegistersOnceAndGrantsAMandate_InTheBrowser()
    {
        // The agent has signed in before: a mandate is given to a registered one.
        await fixture.Open.Value;
        await using var person = await fixture.NewPersonAsync(output);
        var page = await person.NewPageAsync();
        var pages = new AgentPages(page, fixture.Stack.Certificates);
        await pages.SignInAsync(SampleCast.Tenderee);
        await page.WaitForURLAsync("**/zh/register?next=*");
        var found = new List<string>();
        await LookAsync("register");

        await page.Locator("main form button").First.ClickAsync();
        await Assertions.Expect(page.Locator("#Contact-error")).ToBeVisibleAsync();
        await LookAsync("register with errors");
        await page.Locator("#Contact").FillAsync("王建，0571-00000000");
        await page.GetByRole(AriaRole.Button, new() { Name = "完成登记" }).ClickAsync();
        await page.WaitForURLAsync("**/zh");

        await page.GotoAsync("/zh/me/organisation");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("一致");
        await LookAsync("own organisation");
        var grant = await GrantAsync(page, pages);
        found.AddRange(grant);
        await LookAsync("mandate");

        await page.Locator("#Reason").FillAsync("代理合同已终止");
        await pages.SignAsync(SampleCast.Tenderee, "签署并解除");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("已解除");
        foreach (
            var path in (string[])
                [
                    "/en/register",
                    "/en/me/organisation",
                    "/en/mandates",
                    "/en/mandates/new",
                    "/en/certificates/new",
                    "/zh/certificates/new",
                    "/zh/trust-list",
                    "/en/trust-list",
                ]
        )
        {
            await page.GotoAsync(path);
            await LookAsync(path);
        }

        await page.GotoAsync("/zh/me/organisation");
        await page.Locator("td a").First.ClickAsync();
        await LookAsync("certificate");
        Assert.Empty(found);
        await fixture.AssertQuietAsync();

        async Task LookAsync(string state) => found.AddRange(await Accessibility.FindAsync(page, state));
    }

    private static async Task<IReadOnlyList<string>> GrantAsync(IPage page, AgentPages pages)
    {
        await page.GotoAsync("/zh/mandates");
        await page.GetByRole(AriaRole.Link, new() { Name = "出具委托书" }).ClickAsync();
        await page.Locator("#AgentCode").FillAsync(SampleCast.Agent.OrgCode);
        var until = TimeProvider.System.GetUtcNow().AddDays(30);
        await page.Locator("#UntilDate").FillAsync(until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await page.GetByRole(AriaRole.Button, new() { Name = "核对" }).ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(SampleCast.Agent.Name);
        var found = await Accessibility.FindAsync(page, "check the mandate");
        await pages.SignAsync(SampleCast.Tenderee, "签署并出具");
        await page.WaitForURLAsync("**/zh/mandates/*-*");
        return found;
    }
}
