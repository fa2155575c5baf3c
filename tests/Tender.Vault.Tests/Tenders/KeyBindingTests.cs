using Tender.Sealing;
using Tender.Testing;
using Tender.Vault.Tests.Kit;
using Xunit;

namespace Tender.Vault.Tests.Tenders;

/// <summary>Keys that end before a deadline are not bound to it, and no bid sealed with one is taken.</summary>
[Trait("Speed", "slow")]
public sealed class KeyBindingTests(PostgresFixture postgres, AnvilFixture anvil)
    : IClassFixture<PostgresFixture>,
        IClassFixture<AnvilFixture>
{
    [Fact]
    public async Task Keys_ThatEndBeforeTheDeadline_AreNotBound_AndNewOnesAreMade()
    {
        await using var kit = await VaultKit.StartAsync(postgres, anvil);
        var old = (await kit.ScalarAsync<byte[]>("select key_set_id from key_set where tender_ref is null limit 1"))!;
        // Half an hour is left to them: enough for now, not enough for a deadline in an hour.
        await kit.ScalarAsync<int>("update key_set set expires_at = now() + interval '30 minutes'");
        var order = kit.Order(kit.Ledger.Grid.NextBorder(kit.Time.GetUtcNow().AddHours(1)));
        await kit.SendOrderAsync(order);
        await Eventually.TrueAsync(
            () => kit.ScalarAsync<bool>("select exists (select from key_pool where state = 'joining')"),
            "a new pool is opened by itself"
        );
        Assert.Equal(VaultState.Registering, (await kit.Client.GetTenderAsync(order.TenderRef, default)).State);
        await kit.MakeKeysAsync();
        await kit.WaitForStateAsync(order.TenderRef, VaultState.Keyed);
        var facts = await kit.Client.GetTenderAsync(order.TenderRef, default);
        var bound = await kit.Client.GetKeySetAsync(facts.KeySetId, default);
        Assert.True(bound.ExpiresAt > facts.Deadline);
        await RefusesAsync(kit, order.TenderRef, old);
    }

    private static async Task RefusesAsync(VaultKit kit, byte[] tender, byte[] old)
    {
        var expired = await kit.Client.GetKeySetAsync(old, default);
        var bidder = kit.Bidder(1);
        var bid = await bidder.SealAsync(tender, alter: r => r with { KeySetId = old, PublicKey = expired.PublicKey });
        await Refusals.WithCodeAsync("ET-3034", () => bidder.UploadAsync(bid));
        await bidder.BidAsync(tender);
    }
}
