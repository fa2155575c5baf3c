using Tender.Ledger.Tests.World;
using Tender.Ledger.Verification;
using Xunit;

namespace Tender.Ledger.Tests.Verification;

[Trait("Speed", "slow")]
public sealed class BundleVerifierTests
{
    [Theory]
    [InlineData(BundleForm.Party)]
    [InlineData(BundleForm.Public)]
    public async Task Verify_GoodBundle_IsValid(BundleForm form)
    {
        var world = await Worlds.WithBidsAsync();
        var opening = new Opening(world).Seal().Answer(1, 3).Publish();
        var report = await opening.VerifyAsync(form);
        report.Is(Verdict.ValidDev);
        Assert.Equal(
            4,
            report.Checks.Count(c =>
                c.Number == 19
                && c.Name.StartsWith("summary of", StringComparison.Ordinal)
                && !c.Name.EndsWith("key", StringComparison.Ordinal)
            ) + 1
        );
    }

    [Fact]
    public async Task Verify_SameCalls_GiveTheSameBytes()
    {
        var world = await Worlds.WithBidsAsync();
        var opening = new Opening(world).Seal().Answer(1, 3).Publish();
        Assert.Equal(await opening.BundleAsync(), await opening.BundleAsync());
    }

    [Fact]
    public async Task Verify_OnAChainOfValidators_IsValid()
    {
        var world = await Worlds.WithBidsAsync(qbft: true);
        (await new Opening(world).Seal().Answer(1, 2, 3).Publish().VerifyAsync()).Is(Verdict.Valid);
    }

    [Fact]
    public async Task Verify_PublicForm_HoldsNoStatementAndNoPartialOpening()
    {
        var world = await Worlds.WithBidsAsync();
        var opening = new Opening(world).Seal().Answer(1, 3).Publish();
        using var zip = new MemoryStream(await opening.BundleAsync(BundleForm.Public));
        var bundle = await OpeningBundle.ReadAsync(zip);
        Assert.Empty(bundle.Partials);
        Assert.All(bundle.Receipts, r => Assert.Null(r.Statement));
        var nonce = world.Bidders[0].BidNonce;
        Assert.DoesNotContain(Convert.ToHexStringLower(nonce), System.Text.Encoding.Latin1.GetString(zip.ToArray()));
        var writer = new OpeningBundleWriter(new MemoryStream(), opening.Tender(BundleForm.Public));
        await Assert.ThrowsAsync<InvalidOperationException>(() => writer.AddAsync(opening.Partials[0]));
    }

    [Fact]
    public async Task Verify_FailedTender_IsValidAndShut()
    {
        var world = new LedgerWorld();
        await world.SubmitAsync(0, 1);
        await world.SubmitAsync(1, 2);
        var opening = new Opening(world).Seal();
        (await opening.VerifyAsync()).Is(Verdict.ValidDev);
        opening.Share(1, world.Custodians.Answer(opening.Context(), 1, opening.Encs(), LedgerWorld.Start), told: false);
        (await opening.VerifyAsync()).FailsIn(19);
    }

    [Fact]
    public async Task Verify_BeforeTheOpening_IsIncomplete()
    {
        var world = await Worlds.WithBidsAsync();
        var opening = new Opening(world).Seal();
        (await opening.VerifyAsync()).Is(Verdict.Incomplete);
        (await opening.Answer(1).VerifyAsync()).Is(Verdict.Incomplete);
    }

    [Fact]
    public async Task Verify_SealedFilesBeside_MustBelongToStatements()
    {
        var world = await Worlds.WithBidsAsync();
        var opening = new Opening(world).Seal().Answer(1, 3).Publish();
        var bid = opening.Members[0];
        var good = new FileFacts(bid.File!.TreeRoot, bid.File.Header.Hash(), bid.Bytes.Length);
        (await VerifyAsync(world, opening, good)).Is(Verdict.ValidDev);
        (await VerifyAsync(world, opening, good with { HeaderHash = new byte[32] })).FailsIn(3);
        (await VerifyAsync(world, opening, good with { TreeRoot = new byte[32] })).FailsIn(3);
    }

    [Fact]
    public async Task Verify_GarbageEnvelope_IsProvenByTheShares()
    {
        var world = await Worlds.WithBidsAsync();
        var garbage = await world.SubmitAsync(4, 6, sealTo: Worlds.AnotherKey());
        var opening = new Opening(world).Seal().Answer(1, 3).Publish();
        Assert.Equal(3, opening.Parts.Count);
        Assert.DoesNotContain(opening.Parts, p => p.Commitment.SequenceEqual(garbage.Commitment));
        (await opening.VerifyAsync()).Is(Verdict.ValidDev);
        (await opening.VerifyAsync(BundleForm.Public)).Is(Verdict.ValidDev);
    }

    [Fact]
    public async Task Verify_WrongAnswerOfOneSeat_IsIgnoredWhenOthersSuffice()
    {
        var world = await Worlds.WithBidsAsync();
        var opening = new Opening(world).Seal();
        var foreign = opening.Context() with { Phase = 2 };
        opening.Answer(1, 3).Publish();
        opening.Share(2, world.Custodians.Answer(foreign, 2, opening.Encs(), LedgerWorld.Start), told: false);
        // Its hash is not on the chain: an answer nobody is bound to.
        (await opening.VerifyAsync()).FailsIn(17);
    }

    [Fact]
    public async Task Verify_WrongAnswerThatIsOnTheChain_IsNoted()
    {
        var world = await Worlds.WithBidsAsync();
        var opening = new Opening(world).Seal();
        var foreign = opening.Context() with { Phase = 2 };
        opening.Answer(1, 3);
        var right = opening.Partials.ToList();
        opening.Share(2, world.Custodians.Answer(foreign, 2, opening.Encs(), LedgerWorld.Start));
        var wrong = opening.Partials[^1];
        opening.Partials.Remove(wrong);
        opening.Publish();
        opening.Partials.Add(wrong);
        Assert.Equal(2, right.Count);
        var report = await opening.VerifyAsync();
        report.Is(Verdict.ValidDev);
        Assert.Contains(report.Checks, c => c.Number == 17 && c.Outcome == CheckOutcome.Noted);
    }

    private static async Task<VerificationReport> VerifyAsync(LedgerWorld world, Opening opening, FileFacts file)
    {
        using var zip = new MemoryStream(await opening.BundleAsync());
        return await new BundleVerifier(world.Trust).VerifyAsync(zip, [file]);
    }
}
