using Tender.Site.Tests.Support;
using Xunit;

namespace Tender.Site.Tests.Notices;

public sealed class PublishNoticeTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    [Fact]
    public async Task PublishNotice_Complete_IsPublicAndOrdered()
    {
        var no = await site.PublishedAsync();

        var page = await site.Open().PageAsync($"/tenders/{no}");

        Assert.Equal("钱塘江北岸步行桥工程施工", page.QuerySelector("h1")!.TextContent);
        var order = site.Vault.Orders.Single(o => site.Vault.Sections.Values.Any(s => s.Order == o));
        Assert.Equal(3, order.MinBids);
        Assert.Equal([SiteFixture.AgentCode, SiteFixture.TendereeCode], order.Readers!);
    }
}
