using Tender.Ledger.Proofs;
using Tender.Ledger.Tests.World;
using Tender.Ledger.Verification;
using Tender.Sealing;
using Xunit;

namespace Tender.Ledger.Tests.Verification;

/// <summary>Bundles of tenders that open in phases (SBID1 13, Ledger 3.2 kind 8): two envelopes, of which the second has the price.</summary>
public sealed class PhaseTests
{
    private static readonly (byte Summary, byte Body) PriceLast = (2, 1);
    private static readonly (byte Summary, byte Body) PriceFirst = (1, 2);

    [Theory]
    [InlineData(BundleForm.Party, false)]
    [InlineData(BundleForm.Public, false)]
    [InlineData(BundleForm.Party, true)]
    [InlineData(BundleForm.Public, true)]
    public async Task Verify_TwoPhases_AreValidWithASmallerSecondSet(BundleForm form, bool qbft)
    {
        var (_, opening) = await OpenFirstAsync(PriceLast, qbft);
        opening.SealNext(opening.Members[0], opening.Members[2]).Answer(1, 2).Publish();
        Assert.Equal(2, opening.Parts.Count);
        (await opening.VerifyAsync(form)).Is(qbft ? Verdict.Valid : Verdict.ValidDev);
    }

    [Theory]
    [InlineData(BundleForm.Party)]
    [InlineData(BundleForm.Public)]
    public async Task Verify_SummaryInTheFirstPhase_IsReadThere(BundleForm form)
    {
        var (_, opening) = await OpenFirstAsync(PriceFirst);
        Assert.Equal(3, opening.Parts.Count);
        (await opening.VerifyAsync(form)).Is(Verdict.ValidDev);
        opening.SealNext([.. opening.Members]).Answer(2, 3).Publish();
        (await opening.VerifyAsync(form)).Is(Verdict.ValidDev);
    }

    [Theory]
    [InlineData(BundleForm.Party)]
    [InlineData(BundleForm.Public)]
    public async Task Verify_BetweenThePhases_HoldsForWhatIsOpened(BundleForm form)
    {
        var (_, opening) = await OpenFirstAsync(PriceLast);
        Assert.Empty(opening.Parts);
        (await opening.VerifyAsync(form)).Is(Verdict.ValidDev);
        opening.SealNext(opening.Members[1]);
        var report = await opening.VerifyAsync(form);
        report.Is(Verdict.ValidDev);
        Assert.Contains(report.Checks, c => c is { Name: "phase 2", Outcome: CheckOutcome.Noted });
        (await opening.Answer(1, 3).Publish().VerifyAsync(form)).Is(Verdict.ValidDev);
    }

    [Fact]
    public async Task Verify_ThirdPhaseWithABidThatTheSecondLeftOut_FailsInCheck13()
    {
        var (_, opening) = await OpenFirstAsync(PriceLast);
        opening.SealNext(opening.Members[0], opening.Members[1]).Answer(1, 2).Publish();
        opening.SealNext(opening.Members[1], opening.Members[2]);
        (await opening.VerifyAsync()).FailsIn(13);
    }

    [Fact]
    public async Task Verify_SecondSetWithABidThatIsNotInTheFirst_FailsInCheck13()
    {
        var world = await BidsAsync(PriceLast);
        var late = await world.SubmitAsync(4, 8, phases: PriceLast);
        var opening = new Opening(world);
        opening.Members.Remove(late);
        opening.Seal().Answer(1, 3).Publish();
        opening.Members.Add(late);
        opening.SealNext(opening.Members[0], late).Answer(1, 3).Publish();
        (await opening.VerifyAsync()).FailsIn(13);
    }

    [Fact]
    public async Task Verify_SecondSetUnderAnotherName_FailsInCheck13()
    {
        var (_, opening) = await OpenFirstAsync(PriceLast);
        opening.SealNext(opening.Members[0]).Answer(1, 3).Publish();
        opening.Set = BidSet.Of(2, opening.Set.Entries.Select(e => e with { Company = "另一家公司" }));
        (await opening.VerifyAsync()).FailsIn(13);
    }

    [Fact]
    public async Task Verify_SecondSetThatIsNotTheOneOnTheChain_FailsInCheck13()
    {
        var (_, opening) = await OpenFirstAsync(PriceLast);
        opening.SealNext(opening.Members[0], opening.Members[1]).Answer(1, 3).Publish();
        opening.Set = BidSet.Of(2, opening.Set.Entries.Take(1));
        (await opening.VerifyAsync()).FailsIn(13);
        opening.Sets.RemoveAt(1);
        (await opening.VerifyAsync()).Is(Verdict.Incomplete);
    }

    [Fact]
    public async Task Verify_AnswersOfTheFirstPhaseTakenForTheSecond_OpenNothing()
    {
        var (world, opening) = await OpenFirstAsync(PriceLast);
        var first = opening.Context();
        opening.SealNext(opening.Members[0], opening.Members[1]);
        foreach (var seat in new[] { 1, 3 })
            opening.Share(seat, world.Custodians.Answer(first, seat, opening.Encs(), LedgerWorld.Start));
        opening.Publish();
        var report = await opening.VerifyAsync();
        report.Is(Verdict.Incomplete);
        Assert.Contains(report.Checks, c => c is { Number: 18, Outcome: CheckOutcome.Missing });
    }

    [Fact]
    public async Task Verify_GarbageInTheSecondPhase_MustBeRecordedAsUnread()
    {
        var world = await BidsAsync(PriceFirst);
        await world.SubmitAsync(4, 6, phases: PriceFirst, sealTo: Worlds.AnotherKey());
        var opening = new Opening(world).Seal().Answer(1, 3).Publish();
        opening.SealNext([.. opening.Members]).Answer(1, 3).Publish();
        (await opening.VerifyAsync()).Is(Verdict.ValidDev);
        (await opening.VerifyAsync(BundleForm.Public)).Is(Verdict.ValidDev);
    }

    [Fact]
    public async Task Verify_GarbageOfTheSecondPhaseRecordedAsOpen_FailsInCheck19()
    {
        var world = await BidsAsync(PriceFirst);
        await world.SubmitAsync(4, 6, phases: PriceFirst, sealTo: Worlds.AnotherKey());
        var opening = new Opening(world).Seal().Answer(1, 3).Publish();
        opening.SealNext([.. opening.Members]).Answer(1, 3);
        opening.Publish(r =>
            r with
            {
                Bids = [.. r.Bids.Select(b => b with { State = BidState.Open, Reason = null })],
            }
        );
        (await opening.VerifyAsync()).FailsIn(19);
    }

    [Fact]
    public async Task Verify_SummaryToldInAPhaseThatDoesNotHoldIt_FailsInCheck19()
    {
        var world = await BidsAsync(PriceLast);
        var opening = new Opening(world).Seal().Answer(1, 3);
        var summary = world.Bidders[0].Submissions[0].Summary;
        opening.Publish(r => r with { Bids = [.. r.Bids.Select(b => b with { Summary = summary })] });
        (await opening.VerifyAsync()).FailsIn(19);
    }

    [Fact]
    public async Task Verify_KeyDisclosedForABidThatDidNotGoOn_FailsInCheck19()
    {
        var (_, opening) = await OpenFirstAsync(PriceLast);
        var dropped = opening.Members[1];
        opening.SealNext(opening.Members[0], opening.Members[2]).Answer(1, 3).Publish();
        (await opening.VerifyAsync(BundleForm.Public)).Is(Verdict.ValidDev);
        opening.Parts.Add(opening.Parts[0] with { Commitment = dropped.Commitment });
        (await opening.VerifyAsync(BundleForm.Public)).FailsIn(19);
    }

    [Fact]
    public async Task Verify_RecordOfTheSecondPhase_MustBeTheOneOnTheChain()
    {
        var (_, opening) = await OpenFirstAsync(PriceLast);
        opening.SealNext(opening.Members[0]).Answer(1, 3).Publish();
        var record = opening.Records[1];
        opening.Records[1] = record with { Salt = new byte[32] };
        (await opening.VerifyAsync()).FailsIn(19);
        opening.Records.RemoveAt(1);
        (await opening.VerifyAsync()).Is(Verdict.Incomplete);
    }

    [Fact]
    public async Task Verify_PartialOpeningOfAPhaseThatWasNotSealed_FailsInCheck17()
    {
        var (_, opening) = await OpenFirstAsync(PriceLast);
        opening.Partials.Add(opening.Partials[0] with { Phase = 2 });
        (await opening.VerifyAsync()).FailsIn(17);
        opening.Partials.RemoveAt(2);
        opening.SealNext(opening.Members[0]).Answer(1);
        (await opening.VerifyAsync()).FailsIn(17);
    }

    private static async Task<LedgerWorld> BidsAsync((byte Summary, byte Body) phases, bool qbft = false)
    {
        var world = new LedgerWorld(qbft: qbft);
        foreach (var bidder in Enumerable.Range(0, 3))
            await world.SubmitAsync(bidder, 2, 1_000_000_00 + bidder, phases: phases);
        return world;
    }

    private static async Task<(LedgerWorld World, Opening Opening)> OpenFirstAsync(
        (byte Summary, byte Body) phases,
        bool qbft = false
    )
    {
        var world = await BidsAsync(phases, qbft);
        return (world, new Opening(world).Seal().Answer(1, 3).Publish());
    }
}
