using Tender.Sealing;
using Tender.Testing;
using Tender.Vault.Client;
using Tender.Vault.Tests.Kit;
using Xunit;

namespace Tender.Vault.Tests.Pools;

[Trait("Speed", "slow")]
public sealed class PoolTests(PostgresFixture postgres, AnvilFixture anvil)
    : IClassFixture<PostgresFixture>,
        IClassFixture<AnvilFixture>
{
    private async Task<(VaultKit Kit, List<TestSeat> Seats, List<VaultSession> Sessions)> StartAsync()
    {
        var kit = await VaultKit.StartAsync(postgres, anvil, new VaultKitOptions { WithKeys = false, PoolSize = 2 });
        var seats = Enumerable.Range(1, 3).Select(n => new TestSeat(kit, n)).ToList();
        var sessions = new List<VaultSession>();
        foreach (var seat in seats)
        {
            sessions.Add(await seat.SignInAsync());
        }

        PoolFacts? pool = null;
        await Eventually.TrueAsync(
            async () =>
            {
                try
                {
                    pool = await sessions[0].GetPoolAsync(default);
                }
                catch (VaultProblemException)
                {
                    return false;
                }

                return pool.State == PoolState.Joining;
            },
            "a pool is opened by itself"
        );
        return (kit, seats, sessions);
    }

    [Fact]
    public async Task Pool_IsForItsSeatsOnly_AndInOrder()
    {
        var (kit, seats, sessions) = await StartAsync();
        await using var _ = kit;
        var stranger = await kit.SignInAsync(77);
        await Refusals.WithCodeAsync("ET-3019", () => stranger.GetPoolAsync(default));
        var pool = await sessions[0].GetPoolAsync(default);
        await Refusals.WithCodeAsync("ET-3060", () => sessions[0].GetDealsAsync(pool.PoolId, default));
        await Refusals.WithCodeAsync(
            "ET-3060",
            () => sessions[0].DealAsync(pool.PoolId, new PoolDeal([new byte[1], new byte[1]]), default)
        );
        foreach (var (seat, session) in seats.Zip(sessions))
        {
            await seat.AdvanceAsync(session);
        }

        Assert.Equal(PoolState.Round1, (await sessions[0].GetPoolAsync(default)).State);
        seats.ForEach(s => s.Dispose());
    }

    [Fact]
    public async Task Pool_WithAGarbageMessage_EndsWithItsSeatNamed()
    {
        var (kit, seats, sessions) = await StartAsync();
        await using var _ = kit;
        foreach (var (seat, session) in seats.Zip(sessions))
        {
            await seat.AdvanceAsync(session);
        }

        var pool = await sessions[1].GetPoolAsync(default);
        await Refusals.WithCodeAsync(
            "ET-3061",
            () => sessions[1].DealAsync(pool.PoolId, new PoolDeal([new byte[332], new byte[332]]), default)
        );
        var state = await kit.ScalarAsync<string>(
            "select state || ' ' || culprit from key_pool where pool_id = $1",
            pool.PoolId
        );
        Assert.Equal("aborted 2", state);
        seats.ForEach(s => s.Dispose());
    }

    [Fact]
    public async Task Pool_WithAWrongSignature_MakesNoKey()
    {
        var (kit, seats, sessions) = await StartAsync();
        await using var _ = kit;
        for (var round = 0; round < 2; round++)
        {
            foreach (var (seat, session) in seats.Zip(sessions))
            {
                await seat.AdvanceAsync(session);
            }
        }

        var pool = await sessions[0].GetPoolAsync(default);
        Assert.Equal(PoolState.Round3, pool.State);
        await sessions[2].SignPoolAsync(pool.PoolId, new PoolSignatures([new byte[65], new byte[65]]), default);
        await seats[0].AdvanceAsync(sessions[0]);
        await Refusals.WithCodeAsync("ET-3061", () => seats[1].AdvanceAsync(sessions[1]));
        Assert.Equal(
            "aborted 3",
            await kit.ScalarAsync<string>(
                "select state || ' ' || culprit from key_pool where pool_id = $1",
                pool.PoolId
            )
        );
        Assert.Equal(0, await kit.ScalarAsync<long>("select count(*) from key_set"));
        seats.ForEach(s => s.Dispose());
    }
}
