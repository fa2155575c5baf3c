using Tender.Ledger.Verification;
using Tender.Sealing;
using Tender.Testing;
using Tender.Vault.Client;
using Tender.Vault.Tests.Kit;
using Xunit;

namespace Tender.Vault.Tests.Submissions;

public sealed class StatementTests(VaultFixture vault) : IClassFixture<VaultFixture>
{
    private async Task<(TestBidder Bidder, TestBid Bid)> ReadyAsync()
    {
        var bidder = vault.NewBidder();
        var bid = await bidder.SealAsync(vault.Tender);
        await bidder.UploadAsync(bid);
        return (bidder, bid);
    }

    private async Task RefusedAsync(string code, Func<SubmissionStatement, SubmissionStatement> alter)
    {
        var (bidder, bid) = await ReadyAsync();
        var statement = alter(bidder.Statement(bid));
        var refusal = await Refusals.WithCodeAsync(code, () => bidder.SubmitAsync(statement));
        Assert.Equal(code, Refusals.Read(refusal).Reason);
        Assert.Equal(VaultVerdict.Refused, Refusals.Read(refusal).Verdict);
        // Nothing of a refused statement stays: the right one is still the first.
        await bidder.SubmitAsync(bidder.Statement(bid));
    }

    [Fact]
    public async Task Submit_AnswersWithASignedReceipt()
    {
        var (bidder, bid) = await ReadyAsync();
        var message = bidder.Sign(bidder.Statement(bid));
        var answer = await (await bidder.SessionAsync()).SubmitAsync(message, TestBidder.NewKey(), default);
        var receipt = TestBidder.Receipt(answer);
        Assert.Equal(System.Security.Cryptography.SHA256.HashData(message), receipt.StatementHash);
        Assert.Equal(bid.Sealed.TreeRoot, receipt.TreeRoot);
        Assert.Equal(answer.ReceiptNo, receipt.ReceiptNo);
        Assert.True(receipt.TFirst <= receipt.TLast && receipt.TLast <= receipt.TCommit);
        Assert.True(receipt.TCommit < vault.Kit.Ledger.Grid.End((ulong)receipt.Window!.Value));
        Assert.False(receipt.RevocationPending);
    }

    [Fact]
    public async Task Receipt_GetsItsLedgerProof_ThatVerifiesOffline()
    {
        var bidder = vault.NewBidder();
        var (bid, receipt) = await bidder.BidAsync(vault.Tender);
        var session = await bidder.SessionAsync();
        SubmissionFacts facts = null!;
        await Eventually.TrueAsync(
            async () =>
                (facts = await session.GetSubmissionAsync(receipt.ReceiptNo, default)).OfflineReceipt is not null,
            $"the offline receipt is there; {vault.Kit.Log}"
        );
        var text = System.Text.Encoding.UTF8.GetBytes(facts.OfflineReceipt!.Value.GetRawText());
        var report = new ReceiptVerifier(vault.Kit.Ledger.Trust).Verify(
            text,
            new ReceiptContext { File = new FileFacts(bid.Sealed.TreeRoot, bid.Sealed.Header.Hash(), bid.File.Length) }
        );
        Assert.True(report.Verdict == Verdict.ValidDev, string.Join('\n', report.Checks));
        Assert.Equal(vault.Kit.Ledger.Grid.End((ulong)receipt.Window!.Value), facts.WindowEnd);
    }

    [Fact]
    public Task Submit_ForAnotherLot_IsRefused() => RefusedAsync("ET-3033", s => s with { Lot = new byte[16] });

    [Fact]
    public Task Submit_ForOtherDocuments_IsRefused() =>
        RefusedAsync("ET-3033", s => s with { DocHash = SystemRandom.Instance.Bytes(32) });

    [Fact]
    public Task Submit_ForAnUnknownSection_IsRefused() =>
        RefusedAsync("ET-3033", s => s with { TenderRef = SystemRandom.Instance.Bytes(32) });

    [Fact]
    public Task Submit_WithAnotherKeySet_IsRefused() =>
        RefusedAsync("ET-3034", s => s with { KeySetId = SystemRandom.Instance.Bytes(32) });

    [Fact]
    public Task Submit_OfAnotherRoot_IsRefused() =>
        RefusedAsync("ET-3004", s => s with { TreeRoot = SystemRandom.Instance.Bytes(32) });

    [Fact]
    public Task Submit_OfAnotherHeader_IsRefused() =>
        RefusedAsync("ET-3003", s => s with { HeaderHash = SystemRandom.Instance.Bytes(32) });

    [Fact]
    public Task Submit_OfAnotherLength_IsRefused() =>
        RefusedAsync("ET-3003", s => s with { FileSize = s.FileSize + 1 });

    [Fact]
    public Task Submit_OfAnotherLeafCount_IsRefused() =>
        RefusedAsync("ET-3003", s => s with { LeafCount = s.LeafCount + 1 });

    [Fact]
    public Task Submit_WithAnotherNonce_IsRefused() =>
        RefusedAsync("ET-3003", s => s with { BidNonce = SystemRandom.Instance.Bytes(32) });

    [Fact]
    public Task Submit_WithALaterSeq_IsRefused() =>
        RefusedAsync("ET-3005", s => s with { Seq = 2, PrevCommitment = SystemRandom.Instance.Bytes(32) });

    [Fact]
    public async Task Submit_OfAnotherSuite_IsRefused()
    {
        var (bidder, bid) = await ReadyAsync();
        var text = System.Text.Encoding.UTF8.GetString(bidder.Statement(bid).Write());
        var other = text.Replace("\"suite\":1,", "\"suite\":2,", StringComparison.Ordinal);
        Assert.NotEqual(text, other);
        var message = CmsSigner.Sign(
            System.Text.Encoding.UTF8.GetBytes(other),
            TestOrganisations.Certificate(bidder.Organisation),
            TimeProvider.System.GetUtcNow()
        );
        var session = await bidder.SessionAsync();
        await Refusals.WithCodeAsync("ET-3011", () => session.SubmitAsync(message, TestBidder.NewKey(), default));
        await bidder.SubmitAsync(bidder.Statement(bid));
    }

    [Fact]
    public async Task Submit_OfAFileSealedForAnotherCompany_IsRefused()
    {
        var owner = vault.NewBidder();
        var bid = await owner.SealAsync(vault.Tender);
        var thief = vault.NewBidder();
        await thief.UploadAsync(bid);
        await Refusals.WithCodeAsync("ET-3003", () => thief.SubmitAsync(thief.Statement(bid)));
        // The owner is not hindered by it.
        await owner.UploadAsync(bid);
        await owner.SubmitAsync(owner.Statement(bid));
    }

    [Fact]
    public async Task Submit_AfterABodyBitFlippedOnItsWay_FindsNoFile()
    {
        var bidder = vault.NewBidder();
        var bid = await bidder.SealAsync(vault.Tender, bodyLength: 300_000);
        var header = bid.Sealed.Header.Bytes.Length;
        foreach (var at in (int[])[header + 100, (header + bid.File.Length) / 2, bid.File.Length - 1])
        {
            var damaged = bid.File.ToArray();
            damaged[at] ^= 0x10;
            await bidder.UploadAsync(bid with { File = damaged });
            await Refusals.WithCodeAsync("ET-3004", () => bidder.SubmitAsync(bidder.Statement(bid)));
        }

        await bidder.UploadAsync(bid);
        await bidder.SubmitAsync(bidder.Statement(bid));
    }

    [Fact]
    public async Task Submit_AsAnotherOrganisation_IsRefused()
    {
        var (bidder, bid) = await ReadyAsync();
        var rival = vault.NewBidder();
        await Refusals.WithCodeAsync(
            "ET-3018",
            async () =>
                await (await rival.SessionAsync()).SubmitAsync(
                    bidder.Sign(bidder.Statement(bid)),
                    TestBidder.NewKey(),
                    default
                )
        );
        var borrowed = bidder.Statement(bid) with { Uscc = TestOrganisations.Code(rival.Organisation) };
        await Refusals.WithCodeAsync("ET-3018", () => bidder.SubmitAsync(borrowed));
        var renamed = bidder.Statement(bid) with { Company = "别的公司" };
        await Refusals.WithCodeAsync("ET-3018", () => bidder.SubmitAsync(renamed));
    }

    [Fact]
    public async Task Statement_PresentedAgainWithANewKey_IsRefused()
    {
        var (bidder, bid) = await ReadyAsync();
        var message = bidder.Sign(bidder.Statement(bid));
        var session = await bidder.SessionAsync();
        await session.SubmitAsync(message, TestBidder.NewKey(), default);
        await Refusals.WithCodeAsync("ET-3005", () => session.SubmitAsync(message, TestBidder.NewKey(), default));
    }

    [Fact]
    public async Task WithdrawnFile_CountsAgainOnlyByANewStatement()
    {
        var bidder = vault.NewBidder();
        var (bid, first) = await bidder.BidAsync(vault.Tender);
        var gone = TestBidder.Receipt(
            await bidder.SubmitAsync(bidder.Statement(bid, StatementAction.Withdraw, 2, first.Commitment))
        );
        await Refusals.WithCodeAsync(
            "ET-3005",
            () => bidder.SubmitAsync(bidder.Statement(bid, StatementAction.Replace, 3, gone.Commitment))
        );
        await bidder.SubmitAsync(bidder.Statement(bid, StatementAction.Submit, 3, gone.Commitment));
        var own = await (await bidder.SessionAsync()).GetSubmissionsAsync(vault.Tender, default);
        Assert.Equal(
            [SubmissionState.Withdrawn, SubmissionState.Withdrawn, SubmissionState.Current],
            own.Select(s => s.State)
        );
    }

    [Fact]
    public async Task Replacement_SupersedesTheVersionBefore()
    {
        var bidder = vault.NewBidder();
        var (_, first) = await bidder.BidAsync(vault.Tender);
        var second = await bidder.SealAsync(vault.Tender, 90_00);
        await bidder.UploadAsync(second);
        await bidder.SubmitAsync(bidder.Statement(second, StatementAction.Replace, 2, first.Commitment));
        var own = await (await bidder.SessionAsync()).GetSubmissionsAsync(vault.Tender, default);
        Assert.Equal([SubmissionState.Superseded, SubmissionState.Current], own.Select(s => s.State));
    }

    [Fact]
    public async Task RacingStatements_OneCounts_TheOthersAreRefused()
    {
        var (bidder, bid) = await ReadyAsync();
        await bidder.SessionAsync();
        var all = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => TryAsync(bidder, bid)));
        Assert.Single(all, a => a is null);
        Assert.All(all.OfType<string>(), code => Assert.Equal("ET-3005", code));
    }

    [Fact]
    public async Task SameKeyAndBody_AtOnce_GivesOneReceiptToAll()
    {
        var (bidder, bid) = await ReadyAsync();
        var session = await bidder.SessionAsync();
        var message = bidder.Sign(bidder.Statement(bid));
        var key = TestBidder.NewKey();
        var all = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => session.SubmitAsync(message, key, default)));
        Assert.Single(all.Select(a => Convert.ToHexString(a.Receipt.Span)).Distinct());
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("ABCDEFABCDEFABCDEFABCDEFABCDEFAB")]
    public async Task Submit_WithABadKey_IsRefused(string key)
    {
        var (bidder, bid) = await ReadyAsync();
        await Refusals.WithCodeAsync("ET-3010", () => bidder.SubmitAsync(bidder.Statement(bid), key));
    }

    [Fact]
    public async Task Submission_OfAnotherOrganisation_IsAsMissing()
    {
        var (_, receipt) = await vault.NewBidder().BidAsync(vault.Tender);
        var stranger = await vault.NewBidder().SessionAsync();
        var foreign = await Refusals.WithCodeAsync(
            "ET-3404",
            () => stranger.GetSubmissionAsync(receipt.ReceiptNo, default)
        );
        var missing = await Refusals.WithCodeAsync("ET-3404", () => stranger.GetSubmissionAsync(new byte[16], default));
        Assert.Equal(foreign with { Trace = null }, missing with { Trace = null });
        await Refusals.WithCodeAsync("ET-3404", () => stranger.GetFileAsync(receipt.TreeRoot, 0, default));
        Assert.Empty(await stranger.GetSubmissionsAsync(vault.Tender, default));
    }

    [Fact]
    public async Task File_ComesBackWholeAndFromAnyByte()
    {
        var bidder = vault.NewBidder();
        var (bid, _) = await bidder.BidAsync(vault.Tender);
        var session = await bidder.SessionAsync();
        foreach (var from in (long[])[0, 1, 777])
        {
            await using var stream = await session.GetFileAsync(bid.Sealed.TreeRoot, from, default);
            using var copy = new MemoryStream();
            await stream.CopyToAsync(copy);
            Assert.Equal(bid.File[(int)from..], copy.ToArray());
        }
    }

    private static async Task<string?> TryAsync(TestBidder bidder, TestBid bid)
    {
        try
        {
            await bidder.SubmitAsync(bidder.Statement(bid));
            return null;
        }
        catch (VaultProblemException problem)
        {
            return problem.Facts.Code;
        }
    }
}
