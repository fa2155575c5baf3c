using Tender.Sealing;
using Tender.Testing;
using Tender.Vault.Tests.Kit;
using Xunit;

namespace Tender.Vault.Tests.Openings;

/// <summary>
/// A custodian that answers falsely or not at all: its answer is kept with the reason and opens nothing, the others suffice, and with fewer
/// than k right answers nothing is opened (SBID1 14).
/// </summary>
[Trait("Speed", "slow")]
public sealed class FalseAnswerTests(PostgresFixture postgres, AnvilFixture anvil)
    : IClassFixture<PostgresFixture>,
        IClassFixture<AnvilFixture>
{
    private static readonly (string Reason, Func<RealSeat, byte[], Task<byte[]>> Make)[] Lies =
    [
        ("proof", async (s, t) => (await s.MakeAsync(t, 1, alterShare: x => x.Add(Scalar.One))).Encode()),
        ("proof", async (s, t) => WithoutProof(await s.MakeAsync(t, 1)).Encode()),
        ("proof", async (s, t) => Swapped(await s.MakeAsync(t, 1)).Encode()),
        ("set", async (s, t) => (await s.MakeAsync(t, 1, c => c with { SetRoot = new byte[32] })).Encode()),
        ("set", async (s, t) => (await s.MakeAsync(t, 1, c => c with { Phase = 2 })).Encode()),
        ("seat", async (s, t) => ((await s.MakeAsync(t, 1)) with { Seat = 1 }).Encode()),
        ("count", async (s, t) => Shortened(await s.MakeAsync(t, 1)).Encode()),
        ("form", (_, _) => Task.FromResult("not a partial opening"u8.ToArray())),
    ];

    private PhaseKit world = null!;

    [Fact]
    public async Task Answer_OfEveryFalseKind_IsWrongWithItsReasonAndOpensNothing()
    {
        await using var kit = world = await PhaseKit.StartAsync(postgres, anvil);
        var tenders = new List<byte[]>();
        foreach (var _ in Lies)
        {
            tenders.Add(await kit.PublishAsync(25));
        }

        foreach (var tender in tenders)
        {
            await kit.BidAsync(tender, 1, null);
        }

        foreach (var ((reason, make), tender) in Lies.Zip(tenders))
        {
            await kit.Kit.WaitForStateAsync(tender, VaultState.Sealed);
            await LieAsync(tender, reason, make);
        }

        // One right answer and one false one: fewer than k, so nothing opens, however often anybody looks.
        await kit.Seats[0].LookAsync();
        await kit.RunTwiceAsync<Vault.Openings.CombineOpenings>();
        foreach (var tender in tenders)
        {
            await CheckShutAsync(tender);
        }

        await kit.Seats[1].LookAsync();
        foreach (var tender in tenders)
        {
            await kit.Kit.WaitForStateAsync(tender, VaultState.Opened);
            await CheckOpenedAsync(tender);
        }
    }

    [Fact]
    public async Task Answer_OfOneSeatNeverComes_TheOthersSuffice_AndOneAloneDoesNot()
    {
        await using var kit = world = await PhaseKit.StartAsync(postgres, anvil);
        var tender = await kit.PublishAsync(8);
        await kit.BidAsync(tender, 1, null);
        await kit.Kit.WaitForStateAsync(tender, VaultState.Sealed);
        await kit.Seats[1].LookAsync();
        await kit.RunTwiceAsync<Vault.Openings.CombineOpenings>();
        var opening = await kit.Kit.Client.GetOpeningAsync(tender, default);
        Assert.Equal((VaultState.Opening, null), (opening.State, opening.Bids));
        Assert.Equal([SeatState.Waiting, SeatState.Verified, SeatState.Waiting], opening.Seats.Select(s => s.State));
        await kit.Seats[2].LookAsync();
        await kit.Kit.WaitForStateAsync(tender, VaultState.Opened);
        Assert.NotNull((await kit.Kit.Client.GetOpeningAsync(tender, default)).Bids);
    }

    [Fact]
    public async Task Answer_DecidedButLostUntilOthersHaveOpened_DoesNotHoldUpTheNextPhase()
    {
        await using var kit = world = await PhaseKit.StartAsync(postgres, anvil);
        var tender = await kit.PublishAsync(8);
        var bid = await kit.BidAsync(tender, 1, [1, 2, 3]);
        await kit.Kit.WaitForStateAsync(tender, VaultState.Sealed);
        await kit.Seats[2].DecideAndDieAsync(tender, 1);
        await kit.Seats[0].LookAsync();
        await kit.Seats[1].LookAsync();
        await kit.Kit.WaitForStateAsync(tender, VaultState.Opened);
        // Its hash comes too late and the ledger refuses it; the seat goes on.
        await kit.Seats[2].LookAsync();
        await kit.SendAsync(kit.Order(tender, 2, bid));
        await kit.Kit.WaitForStateAsync(tender, VaultState.Sealed);
        await kit.Seats[2].LookAsync();
        Assert.Equal(
            [SeatState.Waiting, SeatState.Waiting, SeatState.Verified],
            (await kit.Kit.Client.GetOpeningAsync(tender, default)).Seats.Select(s => s.State)
        );
        Assert.Equal(1L, await kit.Kit.ScalarAsync<long>("select count(*) from outbox where status = 'failed'"));
    }

    private async Task LieAsync(byte[] tender, string reason, Func<RealSeat, byte[], Task<byte[]>> make)
    {
        var liar = world.Seats[2];
        var content = await make(liar, tender);
        await Refusals.WithCodeAsync("ET-3051", () => liar.HandOverAsync(tender, 1, content));
        var seat = (await world.Kit.Client.GetOpeningAsync(tender, default)).Seats[2];
        Assert.Equal((SeatState.Wrong, reason), (seat.State, seat.Reason));
    }

    private async Task CheckShutAsync(byte[] tender)
    {
        var opening = await world.Kit.Client.GetOpeningAsync(tender, default);
        Assert.Equal((VaultState.Opening, null, null), (opening.State, opening.Bids, opening.Record));
        Assert.Equal([SeatState.Verified, SeatState.Waiting, SeatState.Wrong], opening.Seats.Select(s => s.State));
        Assert.Equal(
            0L,
            await world.Kit.ScalarAsync<long>("select count(*) from part_key where tender_ref = $1", tender)
        );
    }

    private async Task CheckOpenedAsync(byte[] tender)
    {
        var opening = await world.Kit.Client.GetOpeningAsync(tender, default);
        Assert.Equal(BidState.Open, Assert.Single(opening.Bids!).State);
        Assert.Equal(SeatState.Wrong, opening.Seats[2].State);
        // The answers that count are those of the honest seats.
        Assert.DoesNotContain("\"seat\":3", opening.Record!, StringComparison.Ordinal);
    }

    private static PartialOpening WithoutProof(PartialOpening answer) =>
        answer with
        {
            Proof = answer.Proof with { S = answer.Proof.S.Add(Scalar.One) },
        };

    private static PartialOpening Swapped(PartialOpening answer) =>
        answer with
        {
            Points = [.. answer.Points.Reverse()],
        };

    private static PartialOpening Shortened(PartialOpening answer) =>
        answer with
        {
            Points = [.. answer.Points.Skip(1)],
        };
}
