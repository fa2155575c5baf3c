using Tender.Ledger.Contracts;
using Tender.Ledger.Receipts;
using Tender.Ledger.Verification;
using Tender.Sample.Chain;
using Tender.Sample.Processes;
using Tender.Sealing;
using Tender.Testing;
using Tender.Vault.Tests.Kit;
using Xunit;

namespace Tender.Vault.Tests.Anchoring;

/// <summary>The chain dies, also with all its state: bids go on, and afterwards everything stands there as before.</summary>
[Trait("Speed", "slow")]
public sealed class ChainOutageTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>, IDisposable
{
    private readonly TemporaryFolder folder = new("chain");
    private readonly int port = Ports.Free();
    private DateTimeOffset? start;

    private async Task<AnvilNode> StartChainAsync()
    {
        var node = await AnvilNode.StartAsync(
            new AnvilOptions
            {
                Checkout = Repository.Root,
                LogFile = folder["anvil.log"],
                Port = port,
                Start = start,
                OnParentDeath = DeathSignal.Kill,
            }
        );
        using var http = new HttpClient();
        var genesis = await TestLedger.Reader(http, node.Url).BlockAsync(0UL, default);
        start ??= DateTimeOffset.FromUnixTimeSeconds((long)genesis!.Timestamp);
        return node;
    }

    [Fact]
    public async Task Chain_LostWithAllItsState_IsReplayedAndReceiptsGetTheNextRevision()
    {
        var node = await StartChainAsync();
        try
        {
            await using var kit = await VaultKit.StartAsync(postgres, node.Url);
            var tender = await kit.PublishAsync();
            var bidder = kit.Bidder(1);
            var (_, first) = await bidder.BidAsync(tender);
            await RevisionAsync(kit, first, 1);
            var heads = await HeadsAsync(kit);
            await node.KillAsync();
            // The chain is away: an acknowledgement needs only the vault.
            var (_, second) = await kit.Bidder(2).BidAsync(tender);
            Assert.Equal(VaultVerdict.Accepted, second.Verdict);
            await node.DisposeAsync();
            node = await StartChainAsync();
            await RedeployAsync(node, kit);
            await RevisionAsync(kit, second, 1);
            await RevisionAsync(kit, first, 2);
            await CompareAsync(kit, heads);
            await kit.PublishAsync();
        }
        finally
        {
            await node.DisposeAsync();
        }
    }

    private static async Task RedeployAsync(AnvilNode node, VaultKit kit)
    {
        using var http = new HttpClient();
        var chain = TestLedger.Reader(http, node.Url);
        var sender = new TransactionSender(chain, (ulong)AnvilFixture.ChainId);
        var waiter = new ReceiptWaiter(chain, 0, TimeSpan.FromMilliseconds(5), TimeProvider.System);
        var genesis = (await chain.BlockAsync(0UL, default))!;
        foreach (var transaction in kit.Ledger.Plan.Transactions)
        {
            await node.Rpc.SetNextBlockTimeAsync(DateTimeOffset.FromUnixTimeSeconds((long)genesis.Timestamp));
            await sender.SendRawAsync(transaction, default);
            await waiter.WaitAsync(transaction.Hash, default);
        }
    }

    private static Task RevisionAsync(VaultKit kit, VaultReceipt receipt, int revision) =>
        Eventually.TrueAsync(
            async () =>
            {
                var body = await kit.ScalarAsync<byte[]>(
                    "select body from offline_receipt where receipt_no = $1 and revision = $2",
                    receipt.ReceiptNo,
                    revision
                );
                return body is not null
                    && new ReceiptVerifier(kit.Ledger.Trust).Verify(OfflineReceipt.Parse(body)).Holds;
            },
            $"revision {revision} of the receipt is there and verifies; {kit.Log}",
            TimeSpan.FromSeconds(60)
        );

    private static async Task<byte[][]> HeadsAsync(VaultKit kit) =>
        (await kit.ScalarAsync<byte[][]>("select array_agg(head order by n) from window_log where state = 'proved'"))!;

    private static async Task CompareAsync(VaultKit kit, byte[][] heads)
    {
        using var http = new HttpClient();
        var log = new AnchorLogClient(TestLedger.Reader(http, kit.ChainUrl), kit.Ledger.Plan.AnchorLog);
        for (var n = 0; n < heads.Length; n++)
        {
            Assert.Equal(heads[n], await log.HeadAsync((ulong)n, default));
        }
    }

    public void Dispose() => folder.Dispose();
}
