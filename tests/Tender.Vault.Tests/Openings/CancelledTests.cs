using Tender.Ledger.Contracts;
using Tender.Sealing;
using Tender.Testing;
using Tender.Vault.Closing;
using Tender.Vault.Openings;
using Tender.Vault.Tests.Kit;
using Xunit;

namespace Tender.Vault.Tests.Openings;

/// <summary>A cancelled tender is never opened, by the vault or by a seat, whoever cancelled it.</summary>
[Trait("Speed", "slow")]
public sealed class CancelledTests(PostgresFixture postgres, AnvilFixture anvil)
    : IClassFixture<PostgresFixture>,
        IClassFixture<AnvilFixture>
{
    [Fact]
    public async Task Cancel_ByOrderBeforeTheDeadline_ClosesNoSetAndNobodyAnswers()
    {
        await using var world = await PhaseKit.StartAsync(postgres, anvil);
        var tender = await world.PublishAsync(10);
        var other = await world.PublishAsync(10);
        await world.BidAsync(tender, 1, null);
        await world.BidAsync(other, 1, null);
        await world.Kit.SendOrderAsync(world.Kit.Change(tender, TenderAction.Cancel));
        // The other section of the same deadline is opened: the time of this one has passed as well.
        await world.OpenAsync(other);
        await world.RunTwiceAsync<CloseTenders>();
        await world.RunTwiceAsync<SealSets>();
        Assert.Equal(VaultState.Cancelled, (await world.Kit.Client.GetTenderAsync(tender, default)).State);
        Assert.Equal(0L, await CountAsync(world, "bid_set", "tender_ref", tender));
        Assert.Equal(0L, await CountAsync(world, "partial_opening", "tender_ref", tender));
        await Refusals.WithCodeAsync("ET-3404", () => world.Seats[0].AskAsync(tender, 1));
        await Refusals.WithCodeAsync("ET-3404", () => world.Kit.Client.GetSetAsync(tender, default));
        await Refusals.WithCodeAsync("ET-3043", () => world.SendAsync(world.Order(tender, 2, new byte[32])));
        await Refusals.WithCodeAsync("ET-3052", () => world.Kit.Client.GetBundleAsync(tender, default));
        // The notice stands on the ledger, where the tender itself only waits for a set that never comes.
        var life = await LifeAsync(world, tender);
        Assert.Equal(TenderState.Keyed, life.State);
        Assert.Equal(
            1L,
            await CountAsync(world, "outbox where kind = 'cancel' and status = 'mined' and ref = $1", tender)
        );
    }

    [Fact]
    public async Task Cancel_BySupervisorOnTheLedgerWithAnswersThere_OpensNothing()
    {
        await using var world = await PhaseKit.StartAsync(postgres, anvil);
        var tender = await world.PublishAsync(8);
        var bid = await world.BidAsync(tender, 1, null);
        await world.Kit.WaitForStateAsync(tender, VaultState.Sealed);
        await world.RestartAsync(typeof(CombineOpenings));
        await world.Seats[0].LookAsync();
        await world.Seats[1].LookAsync();
        await CancelAsync(world, tender);
        // The seat sees it on the ledger.
        Assert.Equal("tender-state", (await world.Seats[2].AskAsync(tender, 1))?.Check);
        // k right answers lie in the vault, and still nothing is opened.
        await world.RestartAsync();
        await world.Kit.WaitForStateAsync(tender, VaultState.Cancelled);
        await Refusals.WithCodeAsync("ET-3404", () => world.Seats[2].AskAsync(tender, 1));
        await world.RunTwiceAsync<CombineOpenings>();
        Assert.Null((await world.Kit.Client.GetOpeningAsync(tender, default)).Bids);
        Assert.Equal(0L, await CountAsync(world, "opening", "tender_ref", tender));
        Assert.Equal(0L, await CountAsync(world, "part_key", "tender_ref", tender));
        var reader = await world.Kit.SignInTradingAsync();
        await Refusals.WithCodeAsync("ET-3052", () => reader.GetPartAsync(tender, bid, 1, default));
        await Refusals.WithCodeAsync("ET-3052", () => reader.GetBundleAsync(tender, default));
    }

    [Fact]
    public async Task Cancel_BySupervisorInPhaseTwo_LeavesPhaseOneOpenAndPhaseTwoShut()
    {
        await using var world = await PhaseKit.StartAsync(postgres, anvil);
        var tender = await world.PublishAsync(8);
        var bid = await world.BidAsync(tender, 1, [1, 2, 3]);
        await world.OpenAsync(tender);
        await world.RestartAsync(typeof(CombineOpenings));
        await world.SendAsync(world.Order(tender, 2, bid));
        await world.Kit.WaitForStateAsync(tender, VaultState.Sealed);
        await world.LookAsync();
        await CancelAsync(world, tender);
        await world.RestartAsync();
        await world.Kit.WaitForStateAsync(tender, VaultState.Cancelled);
        var reader = await world.Kit.SignInTradingAsync();
        await Refusals.WithCodeAsync("ET-3056", () => reader.GetPartAsync(tender, bid, 3, default));
        Assert.Equal(1000, (await PhaseKit.ReadAsync(reader.GetPartAsync(tender, bid, 2, default))).Length);
        Assert.NotNull((await world.Kit.Client.GetOpeningAsync(tender, 1, default)).Bids);
        Assert.Null((await world.Kit.Client.GetOpeningAsync(tender, 2, default)).Bids);
    }

    private static async Task CancelAsync(PhaseKit world, byte[] tender)
    {
        using var http = new HttpClient();
        var chain = TestLedger.Reader(http, world.Kit.ChainUrl);
        var key = world.Kit.Ledger.Supervisor;
        var sender = new TransactionSender(chain, (ulong)AnvilFixture.ChainId);
        var call = new TenderChainClient(chain, world.Kit.Ledger.Plan.TenderChain).CancelTender(tender, new byte[32]);
        var nonce = await chain.TransactionCountAsync(key.Address, default);
        var signed = await sender.SignAsync(call, nonce, key, default);
        await sender.SendRawAsync(signed, default);
        var waiter = new ReceiptWaiter(chain, 0, TimeSpan.FromMilliseconds(20), TimeProvider.System);
        Assert.True((await waiter.WaitAsync(signed.Hash, default)).Succeeded);
    }

    private static async Task<TenderLife> LifeAsync(PhaseKit world, byte[] tender)
    {
        using var http = new HttpClient();
        var chain = TestLedger.Reader(http, world.Kit.ChainUrl);
        return await new TenderChainClient(chain, world.Kit.Ledger.Plan.TenderChain).TenderAsync(tender, default);
    }

    private static Task<long> CountAsync(PhaseKit world, string table, string column, byte[] tender) =>
        CountAsync(world, $"{table} where {column} = $1", tender);

    private static Task<long> CountAsync(PhaseKit world, string rows, byte[] tender) =>
        world.Kit.ScalarAsync<long>($"select count(*) from {rows}", tender);
}
