using System.Net;
using Tender.Rules;
using Tender.Site.Shared.Faults;
using Tender.Site.Tests.Support;
using Xunit;

namespace Tender.Site.Tests.Shared;

/// <summary>Each error page names what happened and where to go from there.</summary>
public sealed class FaultPageTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    [Theory]
    [InlineData(400, "ET-1900", "这一步没有完成")]
    [InlineData(403, "ET-2020", "没有权限")]
    [InlineData(404, "ET-4004", "没有找到这个页面")]
    [InlineData(409, "ET-4001", "内容已被更改")]
    [InlineData(413, "ET-1105", "内容太大")]
    [InlineData(429, "ET-9004", "请求过于频繁")]
    [InlineData(500, "ET-9001", "服务暂时不可用")]
    [InlineData(503, "ET-9001", "服务暂时不可用")]
    public async Task ShowFault_EachStatus_HasItsCodeAndHeading(int status, string code, string heading)
    {
        using var response = await site.Open().GetAsync($"/fault/{status}");

        Assert.Equal((HttpStatusCode)status, response.StatusCode);
        var page = await Browser.ParseAsync(response);
        Assert.Equal(heading, page.QuerySelector("h1")!.TextContent);
        Assert.Contains(code, page.QuerySelector("main dl")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(404, "/zh/tenders")]
    [InlineData(401, "/zh/sign-in")]
    [InlineData(500, "/zh")]
    public async Task ShowFault_WayOut_FitsTheStatus(int status, string way)
    {
        using var response = await site.Open().GetAsync($"/fault/{status}");

        var page = await Browser.ParseAsync(response);
        Assert.Contains(way, page.QuerySelectorAll("main .et-links a").Select(a => a.GetAttribute("href")));
    }

    [Fact]
    public void TitleKey_WrongStage_DoesNotSayThatSomethingChanged()
    {
        var page = new FaultPage(409, [new Finding("ET-4003")], "1");

        Assert.Equal("Fault.Title.400", page.TitleKey);
    }
}
