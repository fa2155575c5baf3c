using Tender.Custodian.Tests.World;
using Tender.Ledger.Contracts;
using Tender.Ledger.Evm;
using Tender.Sealing;
using Xunit;
using static Tender.Custodian.Tests.Checks.Judging;

namespace Tender.Custodian.Tests.Checks;

/// <summary>What a seat demands of the ledger: its own contracts, a sealed set after the deadline, the phase in order.</summary>
public sealed class LedgerChecksTests
{
    [Fact]
    public async Task Judge_HonestSet_HoldsInEveryCheck()
    {
        using var world = await CustodyWorld.MakeAsync();
        Assert.Null(world.Judge());
    }

    [Fact]
    public async Task Judge_ProofOfAnotherContract_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync();
        world.Trust = world.Trust with
        {
            TenderChain = world.Trust.TenderChain with { Address = [.. Enumerable.Repeat((byte)0xD3, 20)] },
        };
        AssertRefused(world, "ledger-proof");
    }

    [Fact]
    public async Task Judge_ProofOfAnotherCode_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync();
        world.Trust = world.Trust with
        {
            TenderChain = world.Trust.TenderChain with { CodeHash = Keccak256.HashText("another") },
        };
        AssertRefused(world, "ledger-proof");
    }

    [Fact]
    public async Task Judge_ProofOfAnotherTender_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync();
        world.Item = world.Item with { TenderRef = world.Random.Bytes(32) };
        AssertRefused(world, "ledger-proof");
    }

    [Fact]
    public async Task Judge_FactsWithoutTheLastOne_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync();
        var proof = world.Proof();
        var cut = proof with { Facts = [.. proof.Facts.SkipLast(1)] };
        var verifier = new Ledger.Verification.TenderProofVerifier(world.Trust);
        AssertRefused(world, "ledger-proof", world.Case() with { Proof = verifier.Verify(cut) });
    }

    [Fact]
    public async Task Judge_WithoutSealedSet_IsTooEarly()
    {
        using var world = await CustodyWorld.MakeAsync(sealSet: false);
        Assert.True(AssertRefused(world, "tender-state").IsEarly);
    }

    [Theory]
    [InlineData(TenderState.Failed)]
    [InlineData(TenderState.Cancelled)]
    [InlineData(TenderState.Opened)]
    [InlineData(TenderState.Closed)]
    public async Task Judge_AfterTheTenderEnded_IsRefused(TenderState state)
    {
        using var world = await CustodyWorld.MakeAsync();
        var refusal = AssertRefused(world, "tender-state", Proven(world, t => t with { State = state }));
        Assert.False(refusal.IsEarly);
    }

    [Fact]
    public async Task Judge_OwnClockOneTickBeforeTheDeadline_IsTooEarly()
    {
        using var world = await CustodyWorld.MakeAsync();
        var early = world.Case() with { Now = world.Deadline.AddTicks(-1) };
        Assert.True(AssertRefused(world, "deadline", early).IsEarly);
        AssertRefused(world, "objection-time", early with { Now = world.Deadline });
    }

    [Fact]
    public async Task Judge_DeadlineHeld_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync();
        AssertRefused(world, "deadline", Proven(world, t => t with { Held = true }));
    }

    [Fact]
    public async Task Judge_LatestDeadlineOfTheProofCounts_NotTheVaultsWord()
    {
        using var world = await CustodyWorld.MakeAsync();
        var later = (ulong)world.Clock.GetUtcNow().ToUnixTimeSeconds() + 1;
        AssertRefused(world, "deadline", Proven(world, t => t with { Deadline = later }));
    }

    [Fact]
    public async Task Judge_ForeignSetRoot_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync();
        world.Set = world.Set with { SetRoot = world.Random.Bytes(32) };
        AssertRefused(world, "sealed-set");
    }

    [Fact]
    public async Task Judge_SetSealedBeforeTheDeadline_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync();
        var facts = Proven(world, t => t with { Sets = [t.Sets[0] with { At = t.Deadline - 1 }] });
        AssertRefused(world, "sealed-set", facts);
        Assert.Null(world.Judge(Proven(world, t => t with { Sets = [t.Sets[0] with { At = t.Deadline }] })));
    }

    [Fact]
    public async Task Judge_PhaseThatTheLedgerDoesNotHave_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync();
        world.Item = world.Item with { Phase = 2 };
        world.Set = world.Set with { Phase = 2 };
        AssertRefused(world, "sealed-set");
    }

    [Fact]
    public async Task Judge_SecondPhaseBeforeTheFirstIsOpened_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync();
        world.Item = world.Item with { Phase = 2 };
        world.Set = world.Set with { Phase = 2 };
        var facts = Proven(world, t => t with { Sets = [t.Sets[0], t.Sets[0] with { Phase = 2 }] });
        AssertRefused(world, "phase-order", facts);
    }

    [Fact]
    public async Task Judge_FirstPhaseAgainAfterTheSecondWasSealed_IsRefused()
    {
        using var world = await CustodyWorld.MakeAsync();
        var facts = Proven(world, t => t with { Sets = [t.Sets[0], t.Sets[0] with { Phase = 2 }] });
        AssertRefused(world, "phase-order", facts);
    }
}
