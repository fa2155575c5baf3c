using Tender.Sealing;
using Tender.Testing;
using Tender.Vault.Anchoring;
using Tender.Vault.Closing;
using Tender.Vault.Openings;
using Tender.Vault.Tests.Kit;
using Xunit;

namespace Tender.Vault.Tests.Openings;

/// <summary>
/// A second phase with every step of the vault held still, restarted and run twice at the same moment: each place in between shows nothing
/// that is not due, and nothing is done twice.
/// </summary>
[Trait("Speed", "slow")]
public sealed class PhaseStepsTests(PostgresFixture postgres, AnvilFixture anvil)
    : IClassFixture<PostgresFixture>,
        IClassFixture<AnvilFixture>
{
    private static readonly Type[] ByHand =
    [
        typeof(CloseTenders),
        typeof(SealSets),
        typeof(SendFacts),
        typeof(CombineOpenings),
    ];

    private readonly byte[] price = SystemRandom.Instance.Bytes(3000);
    private PhaseKit world = null!;
    private byte[] tender = null!;
    private byte[] bid = null!;

    [Fact]
    public async Task Phase_StoppedAndRepeatedAtEveryStep_IsOpenedOnceAndNotBefore()
    {
        await using var kit = world = await PhaseKit.StartAsync(postgres, anvil);
        tender = await kit.PublishAsync(8);
        bid = await kit.BidAsync(tender, 1, price);
        await kit.OpenAsync(tender);
        await kit.RestartAsync(ByHand);
        await OrderAsync();
        await SealAsync();
        await AnswerAsync();
        await CombineAsync();
        await RecordAsync();
        Assert.Equal(
            (1L, 1L, 2L, 2L),
            (
                await CountAsync("outbox where kind = 'sealPhase'"),
                await CountAsync("bid_set where phase = 2"),
                await CountAsync("outbox where kind = 'recordOpening'"),
                await CountAsync("opening")
            )
        );
        Assert.Equal(0L, await CountAsync("outbox where status = 'failed' and kind <> 'relay'"));
        Assert.Null(await kit.Kit.ScalarAsync<long?>("select audit_verify()"));
    }

    private async Task OrderAsync()
    {
        var order = world.Order(tender, 2, bid);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => world.SendAsync(order)));
        await CheckAsync(VaultState.Closed, "queued");
        await world.LookAsync();
        Assert.Equal(0L, await CountAsync("partial_opening where phase = 2"));
    }

    private async Task SealAsync()
    {
        // It came with its transaction: the step for sets without one owes nothing.
        await world.RunTwiceAsync<SealSets>();
        await CheckAsync(VaultState.Closed, "queued");
        await world.RestartAsync(ByHand);
        await world.RepeatAsync<SendFacts>();
        await CheckAsync(VaultState.Sealed, "mined");
        await world.RestartAsync(ByHand);
        await world.RepeatAsync<SendFacts>();
        await CheckAsync(VaultState.Sealed, "mined");
    }

    private async Task AnswerAsync()
    {
        await world.Seats[0].LookAsync();
        await world.RunTwiceAsync<CombineOpenings>();
        await CheckAsync(VaultState.Opening, "mined");
        await world.RestartAsync(ByHand);
        await world.LookAsync();
        await world.LookAsync();
        Assert.Equal(3L, await CountAsync("partial_opening where phase = 2 and state = 'verified'"));
        await CheckAsync(VaultState.Opening, "mined");
    }

    private async Task CombineAsync()
    {
        await world.RunTwiceAsync<CombineOpenings>();
        await world.RestartAsync(ByHand);
        await world.RunTwiceAsync<CombineOpenings>();
        // Combined, and the record is not on the ledger yet: nobody reads.
        await CheckAsync(VaultState.Opening, "mined");
        Assert.Equal(2L, await CountAsync("opening"));
    }

    private async Task RecordAsync()
    {
        await world.RepeatAsync<SendFacts>();
        await world.RestartAsync();
        Assert.Equal(VaultState.Opened, (await world.Kit.Client.GetTenderAsync(tender, default)).State);
        var reader = await world.Kit.SignInTradingAsync();
        Assert.Equal(price, await PhaseKit.ReadAsync(reader.GetPartAsync(tender, bid, 3, default)));
    }

    /// <summary>The part of phase 2 is shut, that of phase 1 stays open.</summary>
    private async Task CheckAsync(VaultState state, string sealing)
    {
        Assert.Equal(state, (await world.Kit.Client.GetTenderAsync(tender, default)).State);
        Assert.Equal(1L, await CountAsync($"outbox where kind = 'sealPhase' and status = '{sealing}'"));
        var reader = await world.Kit.SignInTradingAsync();
        await Refusals.WithCodeAsync("ET-3056", () => reader.GetPartAsync(tender, bid, 3, default));
        Assert.Equal(1000, (await PhaseKit.ReadAsync(reader.GetPartAsync(tender, bid, 2, default))).Length);
    }

    private Task<long> CountAsync(string rows) => world.Kit.ScalarAsync<long>($"select count(*) from {rows}");
}
