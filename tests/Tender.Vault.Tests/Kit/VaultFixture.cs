using Tender.Testing;
using Xunit;

namespace Tender.Vault.Tests.Kit;

/// <summary>One vault for a test class, by the real clock, with one section that takes bids for an hour.</summary>
public sealed class VaultFixture : IAsyncLifetime
{
    private readonly PostgresFixture postgres = new();
    private readonly AnvilFixture anvil = new();
    private static int bidders;

    internal VaultKit Kit { get; private set; } = null!;

    internal byte[] Tender { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await postgres.InitializeAsync();
        await anvil.InitializeAsync();
        Kit = await VaultKit.StartAsync(postgres, anvil, new VaultKitOptions { PoolSize = 12 });
        Tender = await Kit.PublishAsync();
    }

    /// <summary>A bidder that no other test uses.</summary>
    internal TestBidder NewBidder() => Kit.Bidder(Interlocked.Increment(ref bidders));

    public async Task DisposeAsync()
    {
        await Kit.DisposeAsync();
        await anvil.DisposeAsync();
        await postgres.DisposeAsync();
    }
}
