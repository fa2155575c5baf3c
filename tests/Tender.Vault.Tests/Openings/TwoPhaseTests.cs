using System.Security.Cryptography;
using System.Text;
using Tender.Ledger.Verification;
using Tender.Sealing;
using Tender.Testing;
using Tender.Vault.Client;
using Tender.Vault.Tests.Kit;
using Xunit;

namespace Tender.Vault.Tests.Openings;

/// <summary>A tender that opens in two phases, with three real custodians on a real chain: nothing of the second opens before its order.</summary>
[Trait("Speed", "slow")]
public sealed class TwoPhaseTests(PostgresFixture postgres, AnvilFixture anvil)
    : IClassFixture<PostgresFixture>,
        IClassFixture<AnvilFixture>
{
    private readonly List<byte[]> commitments = [];
    private readonly List<byte[]> prices = [];
    private PhaseKit world = null!;
    private byte[] tender = null!;
    private VaultSession reader = null!;

    [Fact]
    public async Task Opening_InTwoPhases_OpensEachWithItsOwnSealAndAnswers()
    {
        await using var kit = world = await PhaseKit.StartAsync(postgres, anvil);
        tender = await kit.PublishAsync(12, minBids: 3);
        for (var i = 1; i <= 3; i++)
        {
            prices.Add(SystemRandom.Instance.Bytes(5000));
            commitments.Add(await kit.BidAsync(tender, i, prices[^1]));
        }

        commitments.Add(await kit.BidAsync(tender, 4, null));
        reader = await kit.Kit.SignInTradingAsync();
        await Refusals.WithCodeAsync("ET-3052", () => reader.GetPartAsync(tender, commitments[0], 1, default));
        await Refusals.WithCodeAsync("ET-3043", () => kit.SendAsync(kit.Order(tender, 2, commitments[0])));
        await kit.OpenAsync(tender);
        await CheckAfterPhaseOneAsync();
        await OrderAsync();
        await CheckBetweenAsync();
        await kit.OpenAsync(tender);
        await CheckAfterPhaseTwoAsync();
        await CheckBundlesAsync();
        Assert.Null(await kit.Kit.ScalarAsync<long?>("select audit_verify()"));
    }

    private async Task CheckAfterPhaseOneAsync()
    {
        Assert.Equal(1000, (await PhaseKit.ReadAsync(reader.GetPartAsync(tender, commitments[0], 2, default))).Length);
        foreach (var commitment in commitments.Take(3))
        {
            await Refusals.WithCodeAsync("ET-3056", () => reader.GetPartAsync(tender, commitment, 3, default));
        }

        await Refusals.WithCodeAsync("ET-3404", () => reader.GetPartAsync(tender, commitments[3], 3, default));
        await Refusals.WithCodeAsync("ET-3404", () => world.Kit.Client.GetOpeningAsync(tender, 2, default));
        await Refusals.WithCodeAsync("ET-3404", () => world.Kit.Client.GetSetAsync(tender, 2, default));
        Assert.Equal(0L, await world.Kit.ScalarAsync<long>("select count(*) from part_key where phase > 1"));
        var opening = await world.Kit.Client.GetOpeningAsync(tender, default);
        Assert.All(opening.Bids!, b => Assert.Equal(BidState.Open, b.State));
    }

    /// <summary>The third bid does not go on; the fourth has nothing to open.</summary>
    private async Task OrderAsync()
    {
        await Refusals.WithCodeAsync("ET-3043", () => world.SendAsync(world.Order(tender, 3, commitments[0])));
        await Refusals.WithCodeAsync("ET-3046", () => world.SendAsync(world.Order(tender, 2, commitments)));
        var stranger = SystemRandom.Instance.Bytes(32);
        await Refusals.WithCodeAsync(
            "ET-3045",
            () => world.SendAsync(world.Order(tender, 2, commitments[0], stranger))
        );
        await Refusals.WithCodeAsync("ET-3019", () => world.SendAsync(world.Order(tender, 2, commitments[0]), 1));
        var order = world.Order(tender, 2, commitments.Take(2));
        var facts = await world.SendAsync(order);
        Assert.Equal(2, facts.Phase);
        Assert.Equal(2, (await world.SendAsync(order)).Phase);
        await Refusals.WithCodeAsync("ET-3044", () => world.SendAsync(world.Order(tender, 2, commitments.Take(2))));
        await Refusals.WithCodeAsync("ET-3043", () => world.SendAsync(world.Order(tender, 3, commitments.Take(2))));
        Assert.Equal(1L, await world.Kit.ScalarAsync<long>("select count(*) from outbox where kind = 'sealPhase'"));
    }

    private async Task CheckBetweenAsync()
    {
        await world.Kit.WaitForStateAsync(tender, VaultState.Sealed);
        await Refusals.WithCodeAsync("ET-3056", () => reader.GetPartAsync(tender, commitments[0], 3, default));
        Assert.Equal(1000, (await PhaseKit.ReadAsync(reader.GetPartAsync(tender, commitments[2], 2, default))).Length);
        var set = await world.Kit.Client.GetSetAsync(tender, default);
        Assert.Equal((2, 2), (set.Phase, set.Count));
        Assert.Equal(SHA256.HashData("decision"u8), set.DecisionHash);
        Assert.NotNull(set.TxHash);
        Assert.Equal(4, (await world.Kit.Client.GetSetAsync(tender, 1, default)).Count);
        var now = await world.Kit.Client.GetOpeningAsync(tender, default);
        Assert.Equal((VaultState.Sealed, 2, null), (now.State, now.Phase, now.Bids));
        Assert.All(now.Seats, s => Assert.Equal(SeatState.Waiting, s.State));
        await CheckPhaseOneStaysAsync();
        await CheckBundlesAsync();
    }

    private async Task CheckPhaseOneStaysAsync()
    {
        var first = await world.Kit.Client.GetOpeningAsync(tender, 1, default);
        Assert.Equal((VaultState.Opened, 1, 4), (first.State, first.Phase, first.Bids!.Count));
        Assert.True(first.Seats.Count(s => s.State == SeatState.Verified) >= 2);
        Assert.Equal(first.RecordHash, SHA256.HashData([.. first.Salt!, .. Encoding.UTF8.GetBytes(first.Record!)]));
    }

    private async Task CheckAfterPhaseTwoAsync()
    {
        for (var i = 0; i < 2; i++)
        {
            var commitment = commitments[i];
            Assert.Equal(prices[i], await PhaseKit.ReadAsync(reader.GetPartAsync(tender, commitment, 3, default)));
        }

        await Refusals.WithCodeAsync("ET-3056", () => reader.GetPartAsync(tender, commitments[2], 3, default));
        var rival = await world.Kit.SignInAsync(2);
        await Refusals.WithCodeAsync("ET-3404", () => rival.GetPartAsync(tender, commitments[0], 3, default));
        var second = await world.Kit.Client.GetOpeningAsync(tender, default);
        Assert.Equal((VaultState.Opened, 2, 2), (second.State, second.Phase, second.Bids!.Count));
        Assert.All(second.Bids!, b => Assert.Equal((BidState.Open, null), (b.State, b.Summary)));
        Assert.Equal(2, OpeningRecord.Parse(Encoding.UTF8.GetBytes(second.Record!)).Phase);
        await CheckPhaseOneStaysAsync();
        var order = world.Order(tender, 2, commitments.Take(2));
        await Refusals.WithCodeAsync("ET-3044", () => world.SendAsync(order));
        // Nothing of the files is left that a third phase could open.
        await Refusals.WithCodeAsync("ET-3046", () => world.SendAsync(world.Order(tender, 3, commitments.Take(2))));
    }

    private async Task CheckBundlesAsync()
    {
        var verifier = new BundleVerifier(world.Kit.Ledger.Trust);
        var party = await world.Kit.SignInAsync(1);
        foreach (
            var zip in new[]
            {
                await PhaseKit.ReadAsync(world.Kit.Client.GetBundleAsync(tender, default)),
                await PhaseKit.ReadAsync(party.GetBundleAsync(tender, default)),
            }
        )
        {
            var report = await verifier.VerifyAsync(new MemoryStream(zip));
            Assert.True(report.Holds, string.Join('\n', report.Checks));
        }
    }
}
