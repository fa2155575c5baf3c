using System.Security.Cryptography;
using System.Text;
using Tender.Ledger.Tests.World;
using Tender.Ledger.Verification;
using Tender.Sealing;
using Xunit;
using static Tender.Ledger.Tests.Verification.MembershipTests;

namespace Tender.Ledger.Tests.Verification;

/// <summary>
/// Sealed later statements of public bundles (Ledger 6): they excuse no operator that leaves a bid out, and tell an outsider nothing.
/// </summary>
[Trait("Speed", "slow")]
public sealed class LaterStatementTests
{
    [Fact]
    public async Task Verify_LaterStatementThatTheVaultNeverAccepted_ExcusesNothing()
    {
        var (world, bid) = await WithFifthBidAsync();
        var refused = world.Withdraw(4, 12);
        var bundle = await LyingBundleAsync(world, bid, refused);
        Verify(world, Without(bundle, refused), bid).Is(Verdict.Omitted);
    }

    [Fact]
    public async Task Verify_LaterStatementAfterTheDeadline_ExcusesNothing()
    {
        var (world, bid) = await WithFifthBidAsync();
        var late = world.Withdraw(4, 12);
        Verify(world, await LyingBundleAsync(world, bid, late), bid).Is(Verdict.Omitted);
    }

    [Fact]
    public async Task Verify_LaterStatementOfSomebodyElse_ExcusesNothing()
    {
        var (world, bid) = await WithFifthBidAsync();
        var forged = Withdrawal(world, bid, signer: world.Bidders[1], s => s);
        Verify(world, await LyingBundleAsync(world, bid, forged), bid).Is(Verdict.Omitted);
    }

    [Theory]
    [InlineData("seq")]
    [InlineData("bidder")]
    public async Task Verify_LaterStatementThatDoesNotFollow_ExcusesNothing(string what)
    {
        var (world, bid) = await WithFifthBidAsync();
        var other = world.Bidders[1];
        var foreign = Withdrawal(
            world,
            bid,
            signer: what == "bidder" ? other : world.Bidders[4],
            s => what == "seq" ? s with { Seq = 3 } : s with { Uscc = other.Uscc }
        );
        Verify(world, await LyingBundleAsync(world, bid, foreign), bid).Is(Verdict.Omitted);
    }

    [Fact]
    public async Task Verify_WithoutTheSealedStatement_IsOmittedByThatBundle()
    {
        var world = await Worlds.WithBidsAsync();
        var (bundle, _) = await OpenAsync(world, BundleForm.Public);
        var bare = bundle with { Later = [] };
        Verify(world, bare, Of(world, 0, 0)).Is(Verdict.Omitted);
        var changed = bundle.Later.Select(e => Flipped.Of(e, start: 9).First().Bytes).ToList();
        Verify(world, bundle with { Later = changed }, Of(world, 0, 0)).Is(Verdict.Omitted);
    }

    [Fact]
    public async Task Write_PublicForm_TellsNeitherWhoWithdrewNorWhoReplaced()
    {
        var world = await Worlds.WithBidsAsync();
        var opening = new Opening(world).Seal().Answer(1, 3).Publish();
        var zip = await opening.BundleAsync(BundleForm.Public);
        var text = Encoding.UTF8.GetString(zip);
        var withdrawn = world.Bidders[3];
        Assert.DoesNotContain(withdrawn.Company, text, StringComparison.Ordinal);
        Assert.DoesNotContain(withdrawn.Uscc, text, StringComparison.Ordinal);
        using var stream = new MemoryStream(zip);
        var bundle = await OpeningBundle.ReadAsync(stream);
        Assert.Equal(2, bundle.Later.Count);
        Assert.Single(bundle.Later.Select(v => v.Length).Distinct());
    }

    [Fact]
    public async Task Verify_LaterStatementsInThePartyForm_AreForged()
    {
        var world = await Worlds.WithBidsAsync();
        var (open, _) = await OpenAsync(world, BundleForm.Public);
        var opening = new Opening(await Worlds.WithBidsAsync(seed: 4)).Seal().Answer(1, 3).Publish();
        using var zip = new MemoryStream(await opening.BundleAsync());
        var party = await OpeningBundle.ReadAsync(zip);
        Assert.Empty(party.Later);
        (await new BundleVerifier(world.Trust).VerifyAsync(open)).Is(Verdict.ValidDev);
        (await new BundleVerifier(world.Trust).VerifyAsync(party with { Later = open.Later })).FailsIn(1);
    }

    [Fact]
    public async Task Verify_MoreLaterStatementsThanReceiptsOutsideTheSet_IsForged()
    {
        var world = await Worlds.WithBidsAsync();
        var (bundle, _) = await OpenAsync(world, BundleForm.Public);
        var more = Enumerable.Repeat(bundle.Later[0], 4).ToList();
        (await new BundleVerifier(world.Trust).VerifyAsync(bundle with { Later = more })).FailsIn(13);
    }

    [Theory]
    [InlineData("later/{0}.bin", 8207)]
    [InlineData("later/{0}.bin", 16)]
    [InlineData("later/{0}.bin", 65_536 + 8192 + 16)]
    [InlineData("later/{0}.txt", 8208)]
    [InlineData("later/ab.bin", 8208)]
    public async Task Read_LaterStatementOfAnotherForm_IsRefused(string form, int length)
    {
        var content = new byte[length];
        var name = form.Replace("{0}", Convert.ToHexStringLower(SHA256.HashData(content)), StringComparison.Ordinal);
        var world = await Worlds.WithBidsAsync();
        var zip = await new Opening(world).Seal().Answer(1, 3).Publish().BundleAsync(BundleForm.Public);
        using var bent = new MemoryStream(await Rezipped.WithAsync(zip, name, content));
        await Assert.ThrowsAsync<LedgerFormatException>(() => OpeningBundle.ReadAsync(bent));
    }

    private static async Task<(LedgerWorld World, Submission Bid)> WithFifthBidAsync()
    {
        var world = await Worlds.WithBidsAsync();
        return (world, await world.SubmitAsync(4, 6));
    }

    // The operator leaves the bid out and brings a statement that should explain it.
    private static async Task<OpeningBundle> LyingBundleAsync(LedgerWorld world, Submission bid, Submission told)
    {
        var opening = new Opening(world);
        opening.Members.RemoveAll(m => m.Statement.Uscc == bid.Statement.Uscc);
        opening.Members.Remove(told);
        if (!opening.Receipts.Contains(told))
            opening.Receipts.Add(told);
        world.AnchorThrough(LedgerWorld.LastWindow);
        opening.Seal().Answer(1, 3).Publish();
        world.AnchorThrough(14);
        using var zip = new MemoryStream(await opening.BundleAsync(BundleForm.Public));
        var bundle = await OpeningBundle.ReadAsync(zip);
        Assert.Equal(3, bundle.Later.Count);
        return bundle;
    }

    private static OpeningBundle Without(OpeningBundle bundle, Submission told) =>
        bundle with
        {
            Receipts = [.. bundle.Receipts.Where(r => !r.Ack.AsSpan().SequenceEqual(told.AckCms))],
        };

    private static Submission Withdrawal(
        LedgerWorld world,
        Submission bid,
        Bidder signer,
        Func<SubmissionStatement, SubmissionStatement> bend
    )
    {
        var statement = bend(
            bid.Statement with
            {
                Action = StatementAction.Withdraw,
                FileSize = 0,
                HeaderHash = new byte[32],
                TreeRoot = new byte[32],
                LeafCount = 0,
                Seq = 2,
                PrevCommitment = bid.Commitment,
                LeafNonce = world.Random.Bytes(32),
            }
        );
        var cms = CmsSigner.Sign(statement.Write(), signer.Certificate, LedgerWorld.Start);
        return world.Put(world.Accept(statement, cms, 7, null, [], null));
    }
}
