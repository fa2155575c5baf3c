using Tender.Ledger.Contracts;
using Tender.Ledger.Evm;
using Tender.Sample.Chain;
using Tender.Sample.Processes;
using Tender.Testing;
using Xunit;

namespace Tender.Ledger.Tests.Contracts;

/// <summary>A development chain that lost everything gets the stored transactions again, at their old times (Ledger 8).</summary>
public sealed class ReplayTests(AnvilFixture anvil) : IClassFixture<AnvilFixture>
{
    [SkippableFact]
    public async Task Replay_OnEmptyChain_GivesTheSameAddressesAndHeads()
    {
        var world = await LedgerWorld.DeployAsync(anvil);
        var tender = await world.SealedTenderAsync();
        var stored = await StoredAsync(world);
        var windows = await world.Log.NextWindowAsync(default);
        Assert.True(windows > 0);
        Assert.Equal(10, stored.Count);

        using var folder = new TemporaryFolder("replay");
        await using var empty = await StartEmptyAsync(folder, stored[0].Time - 1);
        var rpc = Client(empty);
        var chain = new ChainReader(rpc);
        var sender = new TransactionSender(chain, (ulong)AnvilFixture.ChainId);
        var waiter = new ReceiptWaiter(chain, 0, TimeSpan.FromMilliseconds(20), TimeProvider.System);
        var development = new DevelopmentChain(rpc, LedgerSealType.Dev);
        foreach (var (raw, time) in stored)
        {
            await development.SetNextBlockTimeAsync(time, default);
            var transaction = LegacyTransaction.Decode(raw);
            await sender.SendRawAsync(transaction, default);
            Assert.True((await waiter.WaitAsync(transaction.Hash, default)).Succeeded);
        }
        var now = stored[^1].Time + 100;
        await development.SetTimeAsync(now, default);
        await empty.Rpc.MineAsync();

        var log = new AnchorLogClient(chain, world.Ledger.AnchorLog);
        Assert.Equal(windows, await log.NextWindowAsync(default));
        for (ulong w = 0; w < windows; w++)
            Assert.Equal(await world.Log.HeadAsync(w, default), await log.HeadAsync(w, default));
        var life = await new TenderChainClient(chain, world.Ledger.TenderChain).TenderAsync(tender, default);
        Assert.Equal((await world.Tenders.TenderAsync(tender, default)).Head, life.Head);
        Assert.InRange((await chain.BlockAsync((ulong?)null, default))!.Timestamp, now, now + 5);
    }

    [SkippableFact]
    public async Task Replay_WithoutOldTimes_IsRefusedByTheContract()
    {
        var world = await LedgerWorld.DeployAsync(anvil);
        var stored = (await StoredAsync(world)).Select(s => s.Raw).ToList();
        var deadline = await world.NextDeadlineAsync();
        var register = world.Tenders.RegisterTender(world.Word(), world.Word(), deadline, 3);
        stored.Add((await world.Sender.SignAsync(register, 0, world.Registrar, default)).Raw);

        using var folder = new TemporaryFolder("replay");
        await using var later = await StartEmptyAsync(folder, deadline + 10);
        var chain = new ChainReader(Client(later));
        foreach (var raw in stored)
            await chain.SendRawAsync(raw, default);
        var waiter = new ReceiptWaiter(chain, 0, TimeSpan.FromMilliseconds(20), TimeProvider.System);
        Assert.False((await waiter.WaitAsync(LegacyTransaction.Decode(stored[^1]).Hash, default)).Succeeded);
    }

    /// <summary>What the vault's outbox would hold: raw bytes and block times of all transactions, in the order of the chain.</summary>
    private static async Task<List<(byte[] Raw, ulong Time)>> StoredAsync(LedgerWorld world)
    {
        var own = world.Plan.Transactions.Select(t => t.Sender).Append(world.Anchorer.Address);
        var signers = own.Append(world.Registrar.Address).Append(world.Recorder.Address).ToHashSet();
        var stored = new List<(byte[], ulong)>();
        var newest = await world.Chain.BlockNumberAsync(default);
        for (ulong number = 1; number <= newest; number++)
        {
            var block = (await world.Chain.BlockAsync(number, default))!;
            foreach (var hash in block.Json.GetProperty("transactions").EnumerateArray())
            {
                var raw = await world.Rpc.SendAsync<string>("eth_getRawTransactionByHash", [hash.GetString()], default);
                var bytes = Hex.DecodeData(raw!);
                if (signers.Contains(LegacyTransaction.Decode(bytes).Sender))
                    stored.Add((bytes, block.Timestamp));
            }
        }
        return stored;
    }

    private static Task<AnvilNode> StartEmptyAsync(TemporaryFolder folder, ulong start) =>
        AnvilNode.StartAsync(
            new AnvilOptions
            {
                Checkout = Repository.Root,
                LogFile = folder["anvil.log"],
                Start = DateTimeOffset.FromUnixTimeSeconds((long)start),
                OnParentDeath = DeathSignal.Kill,
            }
        );

    private static JsonRpcClient Client(AnvilNode node) => LedgerWorld.Connect(node.Url);
}
