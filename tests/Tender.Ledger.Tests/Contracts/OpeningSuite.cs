using System.Numerics;
using Tender.Ledger.Contracts;
using Tender.Testing;
using Xunit;

namespace Tender.Ledger.Tests.Contracts;

/// <summary>The suite on a node that makes a block for each transaction.</summary>
public sealed class OpeningOnAutomine(AnvilFixture anvil) : OpeningSuite(anvil), IClassFixture<AnvilFixture>;

/// <summary>The same suite on a node that makes blocks by the clock, as QBFT does.</summary>
[Trait("Speed", "slow")]
public sealed class OpeningOnBlockTime(SteadyAnvilFixture anvil)
    : OpeningSuite(anvil),
        IClassFixture<SteadyAnvilFixture>;

/// <summary>Sealing the set, shares and openings, through the typed clients on a real node.</summary>
public abstract class OpeningSuite(AnvilFixture anvil) : ContractSuite(anvil)
{
    [SkippableFact]
    public async Task Tender_WholeLifeOfTwoPhases_RecomputesFromTypedEvents()
    {
        var from = await World.Chain.BlockNumberAsync(default);
        var tender = await World.SealedTenderAsync();
        await ShareAsync(tender, 1, 1);
        await ShareAsync(tender, 1, 3);
        Assert.True((await World.Tenders.TenderAsync(tender, default)).HasShare(3));
        await World.RunAsync(World.Tenders.RecordOpening(tender, 1, World.Word()), World.Recorder);
        await World.RunAsync(World.Tenders.RecordObjection(tender, World.Word()), World.Supervisor);
        await World.RunAsync(
            World.Tenders.SealPhase(tender, new PhaseSealed(2, World.Word(), 2, World.Word())),
            World.Recorder
        );
        await World.RunAsync(
            World.Tenders.RecordOpeningByOrder(tender, 2, World.Word(), World.Word()),
            World.Supervisor
        );
        await World.RunAsync(World.Tenders.RecordResult(tender, World.Word()), World.Recorder);

        var events = await World.Tenders.EventsAsync(
            tender,
            from,
            await World.Chain.BlockNumberAsync(default),
            default
        );
        Assert.Equal([1, 6, 7, 9, 9, 10, 13, 8, 15, 14], events.Select(e => (int)e.Kind));
        Assert.All(events, e => Assert.Equal(e.Kind, e.Fact.Kind));
        Assert.Equal(Enumerable.Range(0, 10).Select(i => (uint)i), events.Select(e => e.Seq));
        var head = new byte[32];
        foreach (var e in events)
            head = LedgerHeads.OfFact(head, tender, e.Kind, e.Seq, e.Time, e.Payload);
        var life = await World.Tenders.TenderAsync(tender, default);
        Assert.Equal(head, life.Head);
        Assert.Equal((TenderState.Closed, (byte)2, 10U), (life.State, life.Phase, life.Seq));
        Assert.Equal(TenderChainClient.SeatsHash(World.SeatAddresses), life.SeatsHash);
    }

    [SkippableFact]
    public async Task SealSet_TooEarlyOrWindowsPending_WaitsForThem()
    {
        var tender = World.Word();
        var deadline = await World.NextDeadlineAsync();
        await RegisterAsync(tender, deadline);
        var seal = World.Tenders.SealSet(tender, World.Word(), 3);
        Assert.Equal("BadState", (await RefusedAsync(seal, World.Recorder)).Name);
        await World.RunAsync(World.Tenders.PublishKey(tender, World.Key()), World.Recorder);
        Assert.Equal("DeadlineNotReached", (await RefusedAsync(seal, World.Recorder)).Name);
        await World.MoveToAsync(deadline);
        await World.AnchorUpToAsync(deadline - 10);
        var pending = await RefusedAsync(seal, World.Recorder);
        var need = new BigInteger(World.Grid.LastBefore(deadline) + 1);
        Assert.Equal(
            ("WindowsPending", need - 1, need),
            (pending.Name, (BigInteger)pending.Arguments[0], (BigInteger)pending.Arguments[1])
        );
        await World.AnchorUpToAsync(deadline);
        var receipt = await World.RunAsync(seal, World.Recorder);
        var sealed_ = Assert.IsType<SetSealed>(World.Tenders.Decode(receipt.Logs[0])!.Fact);
        Assert.Equal(World.Grid.LastBefore(deadline), sealed_.LastWindow);
    }

    [SkippableFact]
    public async Task SealSet_TooFewBids_FailsTheTender()
    {
        var tender = World.Word();
        var deadline = await World.NextDeadlineAsync();
        await RegisterAsync(tender, deadline);
        await World.RunAsync(World.Tenders.PublishKey(tender, World.Key()), World.Recorder);
        await World.MoveToAsync(deadline);
        await World.AnchorUpToAsync(deadline);
        var receipt = await World.RunAsync(World.Tenders.SealSet(tender, World.Word(), 2), World.Recorder);
        Assert.Equal([7, 11], receipt.Logs.Select(l => (int)World.Tenders.Decode(l)!.Kind));
        Assert.Equal(TenderState.Failed, (await World.Tenders.TenderAsync(tender, default)).State);
    }

    [SkippableFact]
    public async Task CommitShare_ForeignSeatListOrTwice_IsRefused()
    {
        var tender = await World.SealedTenderAsync();
        var share = new ShareCommitted(1, 1, World.Word());
        var wrongList = World.SeatAddresses.Reverse().ToList();
        Assert.Equal(
            "NotSeat",
            (await RefusedAsync(World.Tenders.CommitShare(tender, share, World.SeatAddresses), World.Recorder)).Name
        );
        Assert.Equal(
            "NotSeat",
            (await RefusedAsync(World.Tenders.CommitShare(tender, share, wrongList), World.Seats[0])).Name
        );
        Assert.Equal(
            "NotSeat",
            (
                await RefusedAsync(
                    World.Tenders.CommitShare(tender, share with { Seat = 2 }, World.SeatAddresses),
                    World.Seats[0]
                )
            ).Name
        );
        Assert.Equal(
            "WrongPhase",
            (
                await RefusedAsync(
                    World.Tenders.CommitShare(tender, share with { Phase = 2 }, World.SeatAddresses),
                    World.Seats[0]
                )
            ).Name
        );
        await ShareAsync(tender, 1, 1);
        Assert.Equal(
            "AlreadyCommitted",
            (await RefusedAsync(World.Tenders.CommitShare(tender, share, World.SeatAddresses), World.Seats[0])).Name
        );
        Assert.Equal(
            "BadThreshold",
            (await RefusedAsync(World.Tenders.RecordOpening(tender, 1, World.Word()), World.Recorder)).Name
        );
    }
}
