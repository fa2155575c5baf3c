using Tender.Custodian.Release;
using Tender.Custodian.Tests.World;
using Tender.Sealing;
using Tender.Testing;
using Xunit;
using static Tender.Custodian.Tests.Checks.Judging;

namespace Tender.Custodian.Tests.Checks;

/// <summary>A seat answers a set once, never the same point twice, and only when a person agreed.</summary>
public sealed class AnswerChecksTests
{
    [Fact]
    public async Task Judge_PointAnsweredBeforeInAnotherPhase_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync();
        world.History.Decide(Given(world) with { Phase = 2 });
        AssertRefused(world, "fresh-points");
    }

    [Fact]
    public async Task Judge_InverseOfAPointAnsweredBefore_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync();
        var given = Given(world);
        var inverse = given.Encs.Select(e => CurvePoint.Decode33(e).Negate().Encode33());
        world.History.Decide(given with { Phase = 2, Encs = [.. inverse] });
        AssertRefused(world, "fresh-points");
    }

    [Fact]
    public async Task Judge_SamePointTwiceInTheSet_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync();
        var facts = world.Case();
        // Whoever repeats a point cannot make its second label, so the earlier check would refuse it: this one is asked alone.
        var twice = facts with
        {
            Bids = [facts.Bids[0], facts.Bids[1], facts.Bids[0]],
        };
        var refusal = new Custodian.Checks.FreshPointsCheck(world.History).Check(twice);
        Assert.Equal("fresh-points", refusal?.Check);
        Assert.Null(new Custodian.Checks.FreshPointsCheck(world.History).Check(facts));
    }

    [Fact]
    public async Task Judge_SameSetAgain_HoldsAndAnotherSetIsRefused()
    {
        using var world = await CustodyWorld.MakeAsync();
        world.History.Decide(Given(world));
        Assert.Null(world.Judge());
        using var other = await CustodyWorld.MakeAsync(seed: 2);
        other.History.Decide(Given(other) with { SetRoot = other.Random.Bytes(32), Encs = [] });
        AssertRefused(other, "one-answer");
    }

    [Fact]
    public async Task Judge_ShareOnTheLedgerThatTheSeatDoesNotKnow_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync();
        world.Fact(9, [1, CustodyWorld.Seat, .. world.Random.Bytes(32)], 1_795_000_040);
        AssertRefused(world, "one-answer");
        world.History.Decide(Given(world));
        Assert.Null(world.Judge());
    }

    [Fact]
    public async Task Judge_NobodyConfirmed_WaitsAndThenHolds()
    {
        using var world = await CustodyWorld.MakeAsync();
        using var folder = new TemporaryFolder("confirm");
        world.Confirmations = new Confirmations(folder["confirmations"]);
        Assert.True(AssertRefused(world, "confirmation").IsEarly);
        world.Confirmations.Add(world.TenderRef, 1, world.Random.Bytes(32));
        AssertRefused(world, "confirmation");
        world.Confirmations.Add(world.TenderRef, 1, world.Set.SetRoot);
        Assert.Null(world.Judge());
    }
}
