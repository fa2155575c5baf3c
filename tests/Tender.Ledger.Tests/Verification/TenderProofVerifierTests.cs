using Tender.Ledger.Contracts;
using Tender.Ledger.Proofs;
using Tender.Ledger.Tests.World;
using Tender.Ledger.Verification;
using Xunit;

namespace Tender.Ledger.Tests.Verification;

public sealed class TenderProofVerifierTests
{
    private readonly LedgerWorld world = new();

    [Fact]
    public async Task Verify_GoodProof_TellsTheTender()
    {
        await world.SubmitAsync(0, 1);
        await world.SubmitAsync(1, 1);
        await world.SubmitAsync(2, 1);
        var opening = new Opening(world).Seal().Answer(1, 3).Publish();
        var proof = TenderProof.Parse(world.TenderProof().Write());
        var report = new TenderProofVerifier(world.Trust).Verify(proof);
        report.Report.Is(Verdict.ValidDev);
        var tender = report.Tender!;
        Assert.Equal(LedgerWorld.Deadline, tender.Deadline);
        Assert.Equal(opening.Set.Root(), tender.SetOf(1)!.SetRoot);
        Assert.Equal(LedgerWorld.LastWindow, tender.SetOf(1)!.LastWindow);
        Assert.Equal([1, 3], tender.Shares.Select(s => s.Seat));
        Assert.Equal(world.Custodians.KeySet.Id.ToArray(), tender.Key!.KeySetId);
        Assert.Equal(world.LastTime, report.BlockTime);
        Assert.Equal(TenderState.Opened, tender.State);
    }

    [Fact]
    public void Verify_FactChangedLeftOutOrAdded_FailsInCheck6()
    {
        world.Fact(5, new byte[32], LedgerWorld.Epoch0 + 1);
        var good = world.TenderProof();
        Verify(good).Is(Verdict.ValidDev);
        Verify(good with { Facts = [.. good.Facts.SkipLast(1)] }).FailsIn(6);
        var notice = good.Facts[2] with { Payload = [.. Enumerable.Repeat((byte)1, 32)] };
        Verify(good with { Facts = [.. good.Facts.SkipLast(1), notice] }).FailsIn(6);
        Verify(good with { Facts = [.. good.Facts, notice with { Seq = 3 }] }).FailsIn(6);
        Verify(good with { Facts = [good.Facts[0], good.Facts[1] with { At = good.Facts[1].At + 1 }, good.Facts[2]] })
            .FailsIn(6);
    }

    [Fact]
    public void Verify_OtherRefOrContract_Fails()
    {
        var good = world.TenderProof();
        Verify(good with { TenderRef = new byte[32] }).FailsIn(6);
        Verify(good with { Chain = good.Chain with { TenderChain = MemoryChain.AnchorLog } }).FailsIn(7);
        Verify(good with { Chain = good.Chain with { CodeHash = MemoryChain.AnchorCode } }).FailsIn(7);
        Verify(good with { Chain = good.Chain with { HeadProof = good.Chain.SlotProof } }).FailsIn(6);
        Verify(good with { Chain = good.Chain with { SlotProof = good.Chain.HeadProof } }).FailsIn(6);
        Verify(good with { Chain = good.Chain with { AccountProof = [] } }).FailsIn(7);
    }

    [Fact]
    public void Verify_FactAfterTheBlock_FailsInCheck8()
    {
        world.Fact(5, new byte[32], LedgerWorld.Epoch0 + 9);
        world.LastTime = LedgerWorld.Epoch0 + 8;
        Verify(world.TenderProof()).FailsIn(8);
    }

    [Fact]
    public void Parse_EveryByteFlipped_IsNeverValid()
    {
        var verifier = new TenderProofVerifier(world.Trust);
        foreach (var (place, bytes) in Flipped.Of(world.TenderProof().Write()))
        {
            TenderProof changed;
            try
            {
                changed = TenderProof.Parse(bytes);
            }
            catch (LedgerFormatException)
            {
                continue;
            }

            Assert.False(verifier.Verify(changed).Report.Holds, $"byte {place}");
        }
    }

    private VerificationReport Verify(TenderProof proof) => new TenderProofVerifier(world.Trust).Verify(proof).Report;
}
