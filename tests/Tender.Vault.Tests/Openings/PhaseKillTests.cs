using Tender.Sealing;
using Tender.Testing;
using Tender.Vault.Client;
using Tender.Vault.Tests.Kit;
using Xunit;

namespace Tender.Vault.Tests.Openings;

/// <summary>kill -9 of the vault at random moments between the order of a phase and its record on the ledger.</summary>
[Trait("Speed", "slow")]
public sealed class PhaseKillTests(PostgresFixture postgres, AnvilFixture anvil)
    : IClassFixture<PostgresFixture>,
        IClassFixture<AnvilFixture>
{
    private const int Kills = 4;

    [Fact]
    public async Task Phase_VaultKilledAtRandom_IsOpenedOnceAndWithTheOrderedSet()
    {
        var seed = (ulong)TimeProvider.System.GetTimestamp();
        var chance = new SeededRandom(seed);
        await using var world = await PhaseKit.StartAsync(postgres, anvil, asProcess: true);
        var price = SystemRandom.Instance.Bytes(2000);
        var tender = await world.PublishAsync(10);
        byte[][] bids = [await world.BidAsync(tender, 1, price), await world.BidAsync(tender, 2, price)];
        await world.OpenAsync(tender);
        var order = world.Order(tender, 2, bids[0]);
        using var stop = new CancellationTokenSource();
        var running = RunAsync(world, order, stop.Token);
        for (var kill = 0; kill < Kills; kill++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50 + chance.Bytes(1)[0] * 3));
            await world.Process!.KillAsync();
            await world.Process.StartAsync();
        }

        await Eventually.TrueAsync(
            async () =>
                await world.Kit.Client.GetTenderAsync(tender, default) is { Phase: 2, State: VaultState.Opened },
            $"phase 2 is opened, seed {seed}",
            TimeSpan.FromSeconds(60)
        );
        await stop.CancelAsync();
        await running;
        await CheckAsync(world, tender, bids, price);
    }

    /// <summary>The trading system repeats its order until it is answered; seats look again and again. Whoever is cut off tries again.</summary>
    private static async Task RunAsync(PhaseKit world, PhaseOrder order, CancellationToken stop)
    {
        var message = world.Sign(order);
        var isOrdered = false;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                if (!isOrdered)
                {
                    await world.Kit.Client.OpenPhaseAsync(order, message, default);
                    isOrdered = true;
                }

                await world.LookAsync();
            }
            catch (VaultProblemException problem) when (problem.IsTransient || problem.Facts.Status is 401 or 409)
            {
                // The vault is away, or has moved on meanwhile.
                await Task.Delay(TimeSpan.FromMilliseconds(20), CancellationToken.None);
            }
        }
    }

    private static async Task CheckAsync(PhaseKit world, byte[] tender, byte[][] bids, byte[] price)
    {
        var reader = await world.Kit.SignInTradingAsync();
        Assert.Equal(price, await PhaseKit.ReadAsync(reader.GetPartAsync(tender, bids[0], 3, default)));
        await Refusals.WithCodeAsync("ET-3056", () => reader.GetPartAsync(tender, bids[1], 3, default));
        Assert.Equal(
            (1L, 1L, 2L, 0L),
            (
                await CountAsync(world, "outbox where kind = 'sealPhase'"),
                await CountAsync(world, "set_entry where phase = 2"),
                await CountAsync(world, "outbox where kind = 'recordOpening' and status = 'mined'"),
                await CountAsync(world, "outbox where status = 'failed' and kind <> 'relay'")
            )
        );
        Assert.Null(await world.Kit.ScalarAsync<long?>("select audit_verify()"));
    }

    private static Task<long> CountAsync(PhaseKit world, string rows) =>
        world.Kit.ScalarAsync<long>($"select count(*) from {rows}");
}
