using Tender.Sealing;
using Tender.Testing;
using Tender.Vault.Client;
using Tender.Vault.Tests.Kit;
using Xunit;

namespace Tender.Vault.Tests.Submissions;

/// <summary>Statements without a pause over a deadline of the real clock (T04): the set is exactly what stood at T.</summary>
[Trait("Speed", "slow")]
public sealed class RealDeadlineTests(PostgresFixture postgres, AnvilFixture anvil)
    : IClassFixture<PostgresFixture>,
        IClassFixture<AnvilFixture>
{
    private const int Bidders = 4;

    [Fact]
    public async Task Statements_AroundARealDeadline_CountExactlyWhenTheyWereCommittedBeforeIt()
    {
        await using var kit = await VaultKit.StartAsync(postgres, anvil);
        var deadline = kit.Ledger.Grid.NextBorder(kit.Time.GetUtcNow().AddSeconds(8));
        var tender = await kit.PublishAsync(deadline, minBids: 1);
        var bidders = new List<(TestBidder Bidder, TestBid Bid)>();
        for (var i = 1; i <= Bidders; i++)
        {
            var bidder = kit.Bidder(i);
            var bid = await bidder.SealAsync(tender);
            await bidder.UploadAsync(bid);
            bidders.Add((bidder, bid));
        }

        var runs = await Task.WhenAll(bidders.Select(b => RunAsync(b.Bidder, b.Bid)));
        foreach (var run in runs)
        {
            Assert.NotEmpty(run.Accepted);
            Assert.All(run.Accepted, r => Assert.True(r.TCommit < deadline, $"accepted at {r.TCommit:O}"));
            Assert.True(run.Refused.TCommit >= deadline, $"refused at {run.Refused.TCommit:O}");
            Assert.Equal("ET-3001", run.Refused.Reason);
        }

        await kit.WaitForStateAsync(tender, VaultState.Sealed);
        var set = await kit.Client.GetSetAsync(tender, default);
        // Statements of odd number submit, the others withdraw.
        var standing = runs.Where(r => r.Accepted.Count % 2 == 1).Select(r => Hex(r.Accepted[^1].Commitment));
        Assert.Equal(standing.Order(), set.Entries.Select(e => Hex(e.Commitment)));
    }

    private static async Task<(List<VaultReceipt> Accepted, VaultReceipt Refused)> RunAsync(
        TestBidder bidder,
        TestBid bid
    )
    {
        var accepted = new List<VaultReceipt>();
        while (true)
        {
            var seq = accepted.Count + 1;
            var action = seq % 2 == 1 ? StatementAction.Submit : StatementAction.Withdraw;
            var statement = bidder.Statement(bid, action, seq, accepted.LastOrDefault()?.Commitment);
            try
            {
                accepted.Add(TestBidder.Receipt(await bidder.SubmitAsync(statement)));
            }
            catch (VaultProblemException late) when (late.Facts.Refusal is not null)
            {
                return (accepted, Refusals.Read(late.Facts));
            }
        }
    }

    private static string Hex(byte[] value) => Convert.ToHexString(value);
}
