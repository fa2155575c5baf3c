using Tender.Custodian.Tests.World;
using Tender.Ledger.Proofs;
using Tender.Sealing;
using Xunit;
using static Tender.Custodian.Tests.Checks.Judging;

namespace Tender.Custodian.Tests.Checks;

/// <summary>What a seat demands of a later phase: its own seal on the ledger, the phase before opened, and no bid that was not in it.</summary>
public sealed class PhaseChecksTests
{
    [Fact]
    public async Task Judge_NextPhaseForTheSameBids_Holds()
    {
        using var world = await CustodyWorld.MakeAsync(phases: 2);
        world.SealNextPhase();
        Assert.Null(world.Judge());
        Assert.All(world.Case().Parts, p => Assert.Equal(2, p.Phase));
    }

    [Fact]
    public async Task Judge_FewerBidsThanTheTenderNeedsInALaterPhase_Holds()
    {
        using var world = await CustodyWorld.MakeAsync(phases: 2);
        world.SealNextPhase(bids => bids.RemoveRange(0, 2));
        Assert.Null(world.Judge());
        Assert.Single(world.Case().Parts);
    }

    [Fact]
    public async Task Judge_ThreePhasesEachSmaller_HoldsInEach()
    {
        using var world = await CustodyWorld.MakeAsync(phases: 3);
        world.SealNextPhase(bids => bids.RemoveAt(1));
        Assert.Null(world.Judge());
        world.SealNextPhase(bids => bids.RemoveAt(0));
        Assert.Null(world.Judge());
    }

    [Fact]
    public async Task Judge_PhaseNotSealedOnTheLedger_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync(phases: 2);
        world.SealNextPhase();
        Forget(world, 1);
        // The ledger says Opened; nothing waits for shares.
        AssertRefused(world, "tender-state");
    }

    [Fact]
    public async Task Judge_ForeignRootOfThePhase_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync(phases: 2);
        world.SealNextPhase(bids => bids.RemoveAt(0));
        // The vault shows the root of all three again.
        world.Set = world.Set with
        {
            SetRoot = world.Earlier[0].SetRoot,
        };
        AssertRefused(world, "sealed-set");
    }

    [Fact]
    public async Task Judge_PhaseOneAskedAgainAfterPhaseTwoWasSealed_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync(phases: 2);
        world.SealNextPhase();
        var first = world.Item with { Phase = 1 };
        AssertRefused(world, "phase-order", world.Case() with { Item = first, Set = world.Earlier[0] });
    }

    [Fact]
    public async Task Judge_EarlierPhaseNeverOpened_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync(phases: 2);
        world.SealNextPhase();
        AssertRefused(world, "phase-order", Proven(world, t => t with { Openings = [] }));
    }

    [Fact]
    public async Task Judge_PhaseSkipped_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync(phases: 3);
        world.SealNextPhase();
        var third = world.Item with { Phase = 3 };
        var facts = Proven(world, t => t with { Sets = [t.Sets[0], t.Sets[1] with { Phase = 3 }] });
        AssertRefused(world, "phase-order", facts with { Item = third, Set = world.Set with { Phase = 3 } });
    }

    [Fact]
    public async Task Judge_BidThatWasNotInThePhaseBefore_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync(phases: 3);
        var dropped = world.Bids[0];
        world.SealNextPhase(bids => bids.RemoveAt(0));
        world.SealNextPhase(bids =>
        {
            bids.Add(dropped);
            bids.Sort((a, b) => a.Commitment.AsSpan().SequenceCompareTo(b.Commitment));
        });
        AssertRefused(world, "earlier-sets");
    }

    [Fact]
    public async Task Judge_SameBidWithAnotherHeader_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync(phases: 2);
        var entry = world.Set.Entries[0];
        world.Set = world.Set with
        {
            Entries = [entry with { TreeRoot = world.Random.Bytes(32) }, .. world.Set.Entries.Skip(1)],
        };
        // The first set on the ledger is of other bytes than the entries that go on.
        Resealed(world);
        world.SealNextPhase();
        AssertRefused(world, "earlier-sets");
    }

    [Fact]
    public async Task Judge_EarlierSetHiddenOrForeign_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync(phases: 2);
        world.SealNextPhase(bids => bids.RemoveAt(0));
        var first = world.Earlier[0];
        world.Earlier[0] = first with { Entries = [.. first.Entries.Skip(1)] };
        AssertRefused(world, "earlier-sets");
        world.Earlier.Clear();
        AssertRefused(world, "earlier-sets");
        world.Earlier.Add(first);
        Assert.Null(world.Judge());
    }

    [Fact]
    public async Task Judge_BidWithNothingToOpenInThePhase_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync(phases: 1);
        world.SealNextPhase();
        AssertRefused(world, "part-count");
    }

    [Fact]
    public async Task Judge_AnswerForPhaseOneGiven_DoesNotStandInTheWayOfPhaseTwo()
    {
        using var world = await CustodyWorld.MakeAsync(phases: 2);
        world.History.Decide(Given(world));
        world.SealNextPhase();
        Assert.Null(world.Judge());
        world.History.Decide(Given(world));
        Assert.Null(world.Judge());
    }

    [Fact]
    public async Task Judge_AnotherSetOfPhaseTwoAfterAnAnswer_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync(phases: 2);
        world.SealNextPhase();
        world.History.Decide(Given(world) with { SetRoot = world.Random.Bytes(32), Encs = [] });
        AssertRefused(world, "one-answer");
    }

    [Fact]
    public async Task Judge_PointOfPhaseTwoAnsweredInPhaseOne_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync(phases: 2);
        var given = Given(world);
        world.SealNextPhase();
        world.History.Decide(given with { Encs = Given(world).Encs });
        AssertRefused(world, "fresh-points");
    }

    [Fact]
    public async Task Judge_ObjectionTimeOfPhaseTwo_IsCountedFromItsOwnSeal()
    {
        using var world = await CustodyWorld.MakeAsync(phases: 2);
        world.SealNextPhase();
        world.LeastObjection = TimeSpan.FromSeconds(30);
        var over = DateTimeOffset.FromUnixTimeSeconds((long)world.Case().Proven.SetOf(2)!.At + 30);
        var early = AssertRefused(world, "objection-time", world.Case() with { Now = over.AddTicks(-1) });
        Assert.True(early.IsEarly);
        Assert.Null(world.Judge(world.Case() with { Now = over }));
    }

    [Theory]
    [InlineData(VaultState.Cancelled)]
    [InlineData(VaultState.Failed)]
    public async Task Judge_VaultSaysThatTheTenderHasEnded_IsRefused(VaultState state)
    {
        using var world = await CustodyWorld.MakeAsync();
        world.Tender = world.Tender with { State = state };
        AssertRefused(world, "tender-state");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Judge_SupervisorCancelledOnTheLedger_IsRefusedInEveryPhase(int phase)
    {
        using var world = await CustodyWorld.MakeAsync(phases: 2);
        if (phase == 2)
        {
            world.SealNextPhase();
        }

        world.Fact(12, world.Random.Bytes(32), (ulong)world.Deadline.ToUnixTimeSeconds() + 300);
        AssertRefused(world, "tender-state");
    }

    /// <summary>The ledger's last facts never happened.</summary>
    private static void Forget(CustodyWorld world, int facts)
    {
        var events = world.Chain.EventsOf(world.TenderRef);
        var kept = events.SkipLast(facts).ToList();
        events.Clear();
        kept.ForEach(e => world.Fact(e.Kind, e.Payload, e.Time));
    }

    /// <summary>The first set as it is now stands on the ledger.</summary>
    private static void Resealed(CustodyWorld world)
    {
        world.Set = world.Set with { SetRoot = new BidSet { Phase = 1, Entries = world.Set.Entries }.Root() };
        Forget(world, 1);
        world.Fact(7, world.SetPayload(), (ulong)world.Deadline.ToUnixTimeSeconds() + 3);
    }
}
