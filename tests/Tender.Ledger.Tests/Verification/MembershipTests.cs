using Tender.Ledger.Tests.World;
using Tender.Ledger.Verification;
using Xunit;

namespace Tender.Ledger.Tests.Verification;

/// <summary>What a receipt is told by the bundle of its tender, in both forms: what counts, what was replaced, what was left out.</summary>
[Trait("Speed", "slow")]
public sealed class MembershipTests
{
    [Theory]
    [InlineData(BundleForm.Party)]
    [InlineData(BundleForm.Public)]
    public async Task Verify_EveryReceiptOfATender_TellsWhatBecameOfIt(BundleForm form)
    {
        var world = await Worlds.WithBidsAsync();
        var (bundle, _) = await OpenAsync(world, form);
        Verify(world, bundle, Of(world, 0, 0)).Is(Verdict.Superseded);
        Verify(world, bundle, Of(world, 0, 1)).Is(Verdict.ValidDev);
        Verify(world, bundle, Of(world, 1, 0)).Is(Verdict.ValidDev);
        Verify(world, bundle, Of(world, 3, 0)).Is(Verdict.Withdrawn);
        Verify(world, bundle, Of(world, 3, 1)).Is(Verdict.ValidDev);
    }

    [Theory]
    [InlineData(BundleForm.Party)]
    [InlineData(BundleForm.Public)]
    public async Task Verify_ReplacedTwiceThenWithdrawn_IsToldByTheLastWord(BundleForm form)
    {
        var world = await Worlds.WithBidsAsync();
        await world.SubmitAsync(4, 2);
        await world.SubmitAsync(4, 4);
        await world.SubmitAsync(4, 4);
        world.Withdraw(4, 6);
        var (bundle, _) = await OpenAsync(world, form);
        foreach (var version in Enumerable.Range(0, 3))
            Verify(world, bundle, Of(world, 4, version)).Is(Verdict.Withdrawn);
        Verify(world, bundle, Of(world, 4, 3)).Is(Verdict.ValidDev);
    }

    [Theory]
    [InlineData(BundleForm.Party)]
    [InlineData(BundleForm.Public)]
    public async Task Verify_WithdrawalThatANewBidFollowed_IsSuperseded(BundleForm form)
    {
        var world = await Worlds.WithBidsAsync();
        await world.SubmitAsync(4, 2);
        world.Withdraw(4, 3);
        await world.SubmitAsync(4, 6);
        var (bundle, _) = await OpenAsync(world, form);
        Verify(world, bundle, Of(world, 4, 0)).Is(Verdict.Superseded);
        Verify(world, bundle, Of(world, 4, 1)).Is(Verdict.Superseded);
        Verify(world, bundle, Of(world, 4, 2)).Is(Verdict.ValidDev);
    }

    [Theory]
    [InlineData(BundleForm.Party)]
    [InlineData(BundleForm.Public)]
    public async Task Verify_BidThatTheOperatorLeftOut_IsOmitted(BundleForm form)
    {
        var world = await Worlds.WithBidsAsync();
        var dropped = await world.SubmitAsync(4, 6);
        var (bundle, _) = await OpenAsync(world, form, o => o.Members.Remove(dropped));
        Verify(world, bundle, dropped).Is(Verdict.Omitted);
        Verify(world, bundle with { Receipts = [] }, dropped).Is(Verdict.Omitted);
    }

    [Theory]
    [InlineData(BundleForm.Party)]
    [InlineData(BundleForm.Public)]
    public async Task Verify_ReplacedBidWhoseSuccessorWasLeftOut_IsOmitted(BundleForm form)
    {
        var world = await Worlds.WithBidsAsync();
        await world.SubmitAsync(4, 2);
        var last = await world.SubmitAsync(4, 6);
        var (bundle, _) = await OpenAsync(world, form, o => o.Members.Remove(last));
        Verify(world, bundle, Of(world, 4, 0)).Is(Verdict.Omitted);
        Verify(world, bundle, last).Is(Verdict.Omitted);
    }

    [Theory]
    [InlineData(BundleForm.Party)]
    [InlineData(BundleForm.Public)]
    public async Task Verify_SetWithAReplacedOrWithdrawnBid_IsForgedForItsBidder(BundleForm form)
    {
        var world = await Worlds.WithBidsAsync();
        var (bundle, _) = await OpenAsync(
            world,
            form,
            o =>
            {
                o.Members.Remove(Of(world, 0, 1));
                o.Members.AddRange([Of(world, 0, 0), Of(world, 3, 0)]);
            }
        );
        Verify(world, bundle, Of(world, 0, 0)).FailsIn(13);
        Verify(world, bundle, Of(world, 0, 1)).Is(Verdict.Omitted);
        Verify(world, bundle, Of(world, 3, 0)).FailsIn(13);
        Verify(world, bundle, Of(world, 3, 1)).FailsIn(13);
    }

    [Theory]
    [InlineData(BundleForm.Party)]
    [InlineData(BundleForm.Public)]
    public async Task Verify_BundleOfAnotherTender_IsForged(BundleForm form)
    {
        var world = await Worlds.WithBidsAsync();
        var other = await Worlds.WithBidsAsync(seed: 5);
        var (bundle, _) = await OpenAsync(other, form);
        world.AnchorThrough(LedgerWorld.LastWindow);
        var context = new ReceiptContext { Bundle = bundle, Tender = world.TenderProof() };
        var report = new ReceiptVerifier(world.Trust).Verify(world.ReceiptOf(Of(world, 0, 0)), context);
        report.FailsIn(13);
    }

    [Fact]
    public async Task Verify_PublicReceiptOutsideTheSet_IsIncomplete()
    {
        var world = await Worlds.WithBidsAsync();
        var (bundle, _) = await OpenAsync(world, BundleForm.Public);
        var context = new ReceiptContext { Bundle = bundle };
        var verifier = new ReceiptVerifier(world.Trust);
        verifier.Verify(world.ReceiptOf(Of(world, 0, 0)).ToPublicForm(), context).Is(Verdict.Incomplete);
        verifier.Verify(world.ReceiptOf(Of(world, 0, 1)).ToPublicForm(), context).Is(Verdict.ValidDev);
    }

    internal static Submission Of(LedgerWorld world, int bidder, int version) =>
        world.Bidders[bidder].Submissions[version];

    internal static async Task<(OpeningBundle Bundle, Opening Opening)> OpenAsync(
        LedgerWorld world,
        BundleForm form,
        Action<Opening>? bend = null
    )
    {
        var opening = new Opening(world);
        bend?.Invoke(opening);
        opening.Seal().Answer(1, 3).Publish();
        using var zip = new MemoryStream(await opening.BundleAsync(form));
        return (await OpeningBundle.ReadAsync(zip), opening);
    }

    internal static VerificationReport Verify(LedgerWorld world, OpeningBundle bundle, Submission submission) =>
        new ReceiptVerifier(world.Trust).Verify(
            world.ReceiptOf(submission).Write(),
            new ReceiptContext { Bundle = bundle }
        );
}
