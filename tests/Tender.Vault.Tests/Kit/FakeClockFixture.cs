using Microsoft.Extensions.Time.Testing;
using Tender.Testing;
using Xunit;

namespace Tender.Vault.Tests.Kit;

/// <summary>
/// A vault whose clock the test moves. The chain keeps real time and lies some minutes ahead, so that no window ends after the chain's
/// present.
/// </summary>
public sealed class FakeClockFixture : IAsyncLifetime
{
    private readonly PostgresFixture postgres = new();
    private readonly AnvilFixture anvil = new();

    public FakeTimeProvider Clock { get; } = new(TimeProvider.System.GetUtcNow());

    internal VaultKit Kit { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await postgres.InitializeAsync();
        await anvil.InitializeAsync();
        // Window 0 begins when the chain does: a clock that was read before a slow start would lie before it.
        Clock.SetUtcNow(TimeProvider.System.GetUtcNow());
        Kit = await VaultKit.StartAsync(postgres, anvil, new VaultKitOptions { Time = Clock, PoolSize = 12 });
    }

    /// <summary>A section that takes bids, its deadline some seconds ahead.</summary>
    internal async Task<(byte[] Tender, DateTimeOffset Deadline)> PublishAsync(int seconds = 20)
    {
        var deadline = Kit.Ledger.Grid.NextBorder(Clock.GetUtcNow().AddSeconds(seconds));
        return (await Kit.PublishAsync(deadline), deadline);
    }

    /// <summary>Moves the clock to an instant.</summary>
    internal void SetTo(DateTimeOffset at) => Clock.SetUtcNow(at);

    public async Task DisposeAsync()
    {
        await Kit.DisposeAsync();
        await anvil.DisposeAsync();
        await postgres.DisposeAsync();
    }
}
