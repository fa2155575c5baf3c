using Npgsql;
using Tender.Ledger.Receipts;
using Tender.Ledger.Verification;
using Tender.Sealing;
using Tender.Testing;
using Tender.Vault.Database;
using Tender.Vault.Tests.Kit;
using Xunit;

namespace Tender.Vault.Tests.Anchoring;

/// <summary>No leaf is lost or doubled between a commit and the cut of its window (Ledger 8).</summary>
[Trait("Speed", "slow")]
public sealed class CutBarrierTests(VaultFixture vault) : IClassFixture<VaultFixture>
{
    private const int Bidders = 20;
    private const int StatementsEach = 10;

    [Fact]
    public async Task Commits_AroundManyCuts_AreEachInExactlyOneWindow()
    {
        var all = await Task.WhenAll(Enumerable.Range(0, Bidders).Select(_ => SubmitManyAsync(vault.NewBidder())));
        var receipts = all.SelectMany(a => a).ToList();
        Assert.Equal(receipts.Count, receipts.Select(r => Convert.ToHexString(r.Commitment)).Distinct().Count());
        await Eventually.TrueAsync(
            async () => await vault.Kit.ScalarAsync<long>("select count(*) from offline_receipt") >= receipts.Count,
            $"all receipts are proved; {vault.Kit.Log}"
        );
        var verifier = new ReceiptVerifier(vault.Kit.Ledger.Trust);
        foreach (var receipt in receipts)
        {
            var end = vault.Kit.Ledger.Grid.End((ulong)receipt.Window!.Value);
            Assert.True(receipt.TCommit < end, $"{receipt.TCommit} in the window that ends at {end}");
            var body = await vault.Kit.ScalarAsync<byte[]>(
                "select body from offline_receipt where receipt_no = $1",
                receipt.ReceiptNo
            );
            var offline = OfflineReceipt.Parse(body);
            Assert.Equal((ulong)receipt.Window.Value, offline.Inclusion.Window);
            Assert.True(verifier.Verify(offline).Holds);
        }
    }

    [Fact]
    public async Task Commit_ThatHangs_IsCancelled_AndItsWindowIsCut()
    {
        var bidder = vault.NewBidder();
        var bid = await bidder.SealAsync(vault.Tender);
        await bidder.UploadAsync(bid);
        await bidder.SessionAsync();
        await using var source = NpgsqlDataSource.Create(vault.Kit.Database);
        await using var db = await source.OpenConnectionAsync();
        await using (var work = await db.BeginTransactionAsync())
        {
            // The audit's lock is the last one of a commit: it now holds its window and waits.
            await db.ExecuteAsync("select * from audit_head for update", default);
            var open = await vault.Kit.ScalarAsync<long>("select max(n) from window_log");
            var refusal = await Refusals.WithCodeAsync("ET-3071", () => bidder.SubmitAsync(bidder.Statement(bid)));
            Assert.Equal(503, refusal.Status);
            await Eventually.TrueAsync(
                async () =>
                    await vault.Kit.ScalarAsync<string>("select state from window_log where n = $1", open) != "open",
                "the window is cut although the commit hung"
            );
            await work.RollbackAsync();
        }

        await bidder.SubmitAsync(bidder.Statement(bid));
    }

    private async Task<List<VaultReceipt>> SubmitManyAsync(TestBidder bidder)
    {
        var bid = await bidder.SealAsync(vault.Tender);
        await bidder.UploadAsync(bid);
        var session = await bidder.SessionAsync();
        var always = new Gate();
        always.Open();
        var receipts = new List<VaultReceipt>();
        // So many, and over so many cuts: on a fast machine more.
        for (var seq = 1; seq <= StatementsEach || receipts.Select(r => r.Window).Distinct().Count() < 3; seq++)
        {
            var action = seq % 2 == 1 ? StatementAction.Submit : StatementAction.Withdraw;
            var statement = bidder.Statement(bid, action, seq, receipts.LastOrDefault()?.Commitment);
            var message = bidder.Sign(statement);
            var key = TestBidder.NewKey();
            // A commit that took too long on a busy machine was cancelled, and is sent again as it is.
            receipts.Add(
                TestBidder.Receipt(await Insist.Async(always, () => session.SubmitAsync(message, key, default)))
            );
        }

        return receipts;
    }
}
