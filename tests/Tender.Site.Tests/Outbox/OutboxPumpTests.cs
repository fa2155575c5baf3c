using Tender.Site.Tests.Support;
using Xunit;

namespace Tender.Site.Tests.Outbox;

[Trait("Speed", "slow")]
public sealed class OutboxPumpTests : IAsyncLifetime
{
    private readonly SiteFixture site = new() { Pumps = true };

    [Fact]
    public async Task Pump_NoticePublished_OrdersAtTheVaultByItself()
    {
        var agent = await site.Open().AsAgentAsync();
        var no = await agent.DraftAsync(Drafts.Grid(site.Clock.GetUtcNow(), TimeSpan.FromSeconds(300)));
        using var published = await agent.PublishAsync(no);
        Assert.Empty(site.Vault.Orders);

        // The pump starts its own timer some time after the site has started: the clock goes on until it ticks.
        while (!site.Vault.FirstOrder.IsCompleted && site.Clock.GetUtcNow() < SiteFixture.Start.AddHours(1))
        {
            site.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(site.Vault.FirstOrder, Task.Delay(TimeSpan.FromMilliseconds(20)));
        }

        Assert.Single(site.Vault.Orders);
    }

    public Task InitializeAsync() => site.InitializeAsync();

    public Task DisposeAsync() => site.DisposeAsync();
}
