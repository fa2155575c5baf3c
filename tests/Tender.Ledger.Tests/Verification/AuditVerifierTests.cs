using Tender.Ledger.Tests.World;
using Tender.Ledger.Verification;
using Xunit;

namespace Tender.Ledger.Tests.Verification;

/// <summary>Check 14: nothing slept in a window, nothing was dropped, every dummy is one.</summary>
public sealed class AuditVerifierTests
{
    [Fact]
    public async Task Verify_GoodWindows_ExplainsEverySlot()
    {
        var (world, audit) = await AuditAsync();
        var report = audit.Verify();
        report.Report.Is(Verdict.ValidDev);
        Assert.Equal(10, report.Windows.Count);
        Assert.Equal(3, report.Windows.Sum(w => w.Bids));
        Assert.Equal(2, report.Windows.Sum(w => w.Superseded));
        Assert.Equal(1, report.Windows.Sum(w => w.Withdrawals));
        Assert.All(report.Windows, w => Assert.Equal(4096, w.Bids + w.Superseded + w.Withdrawals + w.Dummies));
        Assert.Equal(6, world.Submissions.Count());
    }

    [Fact]
    public async Task Verify_PartOfTheLog_IsProvenByItsLastHead()
    {
        var (_, audit) = await AuditAsync();
        audit.First = 3;
        audit.Windows.RemoveRange(0, 3);
        audit.Verify().Report.Is(Verdict.ValidDev);
        // Without window 9 nobody can tell that the bid of window 3 was withdrawn.
        audit.Windows.RemoveRange(5, 2);
        var report = audit.Verify();
        report.Report.Is(Verdict.Incomplete);
        Assert.Equal(CheckOutcome.Missing, report.Windows[0].Outcome);
    }

    [Fact]
    public async Task Verify_SleepingBid_IsFound()
    {
        var world = await Worlds.WithBidsAsync();
        await world.SubmitAsync(4, 6);
        var opening = new Opening(world);
        opening.Members.RemoveAt(opening.Members.Count - 1);
        var report = new Audit(world, opening.Seal().Answer(1, 3).Publish()).Verify();
        report.Report.FailsIn(14);
        Assert.Equal(1, report.Windows[6].Sleeping);
        Assert.Equal(CheckOutcome.Failed, report.Windows[6].Outcome);
        Assert.Equal(CheckOutcome.Passed, report.Windows[5].Outcome);
    }

    [Fact]
    public async Task Verify_DroppedBid_IsAnUnexplainedSlot()
    {
        var (world, audit) = await AuditAsync();
        audit.Windows[2] = audit.Windows[2] with { Preimages = [audit.Windows[2].Preimages[0]] };
        var dropped = world.SubmissionsOf(2)[1];
        audit.Verify().Report.FailsIn(14);
        Assert.Null(audit.Verify().Windows[2].UnexplainedSlot);
        // The bidder's receipt tells the slot; so do the leaves.
        var slot = world.TreeOf(2).Prove(2, dropped.Commitment).Slot;
        Assert.Equal(slot, audit.Verify(dropped).Windows[2].UnexplainedSlot);
        audit.Windows[2] = audit.Windows[2] with { Leaves = [.. world.TreeOf(2).Leaves.SelectMany(l => l)] };
        var told = audit.Verify().Windows[2].UnexplainedSlot!.Value;
        Assert.Contains(told, world.SubmissionsOf(2).Select(s => world.TreeOf(2).Prove(2, s.Commitment).Slot));
    }

    [Fact]
    public async Task Verify_ForgedDummy_IsAnUnexplainedSlot()
    {
        var world = await Worlds.WithBidsAsync();
        // A spare commitment of the vault in a slot that should hold a dummy, kept for later.
        var spare = world.Spare(window: 4);
        var opening = new Opening(world).Seal().Answer(1, 3).Publish();
        var audit = new Audit(world, opening);
        audit.Windows[4] = audit.Windows[4] with { Leaves = [.. world.TreeOf(4).Leaves.SelectMany(l => l)] };
        var report = audit.Verify();
        report.Report.FailsIn(14);
        Assert.Equal(spare, report.Windows[4].UnexplainedSlot);
    }

    [Fact]
    public async Task Verify_OtherSeed_FailsInCheck14()
    {
        var (_, audit) = await AuditAsync();
        audit.Windows[1] = audit.Windows[1] with { Seed = new byte[32] };
        audit.Verify().Report.FailsIn(14);
    }

    [Fact]
    public async Task Verify_LostDayKey_IsIncompleteAndTheRestIsAudited()
    {
        var (_, audit) = await AuditAsync();
        audit.Windows[1] = audit.Windows[1] with { Seed = null, Preimages = [] };
        var report = audit.Verify();
        report.Report.Is(Verdict.Incomplete);
        Assert.Equal(CheckOutcome.Missing, report.Windows[1].Outcome);
        Assert.Equal(CheckOutcome.Passed, report.Windows[2].Outcome);
    }

    [Fact]
    public async Task Verify_TenderThatIsNotHere_IsIncomplete()
    {
        var (world, audit) = await AuditAsync();
        var file = audit.File() with { Tenders = [] };
        new AuditVerifier(world.Trust).Verify(file).Report.Is(Verdict.Incomplete);
    }

    [Fact]
    public async Task Verify_WindowLeftOutOrChanged_FailsInCheck6()
    {
        var (world, audit) = await AuditAsync();
        var file = audit.File();
        var verifier = new AuditVerifier(world.Trust);
        verifier.Verify(file with { Windows = [.. file.Windows.SkipLast(1)] }).Report.FailsIn(6);
        var changed = file.Windows[3] with { AnchoredAt = file.Windows[3].AnchoredAt + 1 };
        verifier
            .Verify(file with { Windows = [.. file.Windows.Take(3), changed, .. file.Windows.Skip(4)] })
            .Report.FailsIn(6);
    }

    [Fact]
    public async Task Verify_FailedTender_ExplainsItsBids()
    {
        var world = new LedgerWorld();
        await world.SubmitAsync(0, 1);
        var opening = new Opening(world).Seal();
        new Audit(world, opening).Verify().Report.Is(Verdict.ValidDev);
    }

    [Fact]
    public async Task Verify_CancelledTender_ExplainsItsBids()
    {
        var world = new LedgerWorld();
        await world.SubmitAsync(0, 1);
        world.AnchorThrough(LedgerWorld.LastWindow);
        world.Fact(12, new byte[32], LedgerWorld.Deadline);
        var audit = new Audit(world, new Opening(world));
        var file = audit.File();
        file = file with { Tenders = [new AuditedTender(file.Tenders[0].Proof, [])] };
        new AuditVerifier(world.Trust).Verify(file).Report.Is(Verdict.ValidDev);
    }

    [Fact]
    [Trait("Speed", "slow")]
    public async Task Verify_EveryBytePieceFlipped_IsNeverValid()
    {
        var (world, audit) = await AuditAsync();
        audit.First = 8;
        audit.Windows.RemoveRange(0, 8);
        var verifier = new AuditVerifier(world.Trust);
        var good = audit.File().Write();
        // txHash is a place to look and proves nothing.
        var free = System.Text.Encoding.ASCII.GetString(good).IndexOf("txHash", StringComparison.Ordinal) + 9;
        foreach (var (place, bytes) in Flipped.Of(good, step: 29))
            Assert.True(!verifier.Verify(bytes).Report.Holds || place - free is >= 0 and < 64, $"byte {place}");
        verifier.Verify("{}"u8).Report.Is(Verdict.Unreadable);
    }

    private static async Task<(LedgerWorld, Audit)> AuditAsync()
    {
        var world = await Worlds.WithBidsAsync();
        return (world, new Audit(world, new Opening(world).Seal().Answer(1, 3).Publish()));
    }
}
