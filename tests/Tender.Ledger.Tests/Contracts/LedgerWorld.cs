using Tender.Ledger.Contracts;
using Tender.Ledger.Evm;
using Tender.Ledger.Windows;
using Tender.Testing;

namespace Tender.Ledger.Tests.Contracts;

/// <summary>Both contracts on a real node, with one key for each role and three seats, and the ways to move time and windows.</summary>
internal sealed class LedgerWorld
{
    private readonly AnvilFixture anvil;
    private readonly SeededRandom random;

    private LedgerWorld(AnvilFixture anvil, IRpcClient rpc)
    {
        this.anvil = anvil;
        Rpc = rpc;
        random = anvil.NextRandom();
        Chain = new ChainReader(rpc);
        Sender = new TransactionSender(Chain, (ulong)AnvilFixture.ChainId);
        Waiter = new ReceiptWaiter(Chain, 0, TimeSpan.FromMilliseconds(50), TimeProvider.System);
        Runner = new TransactionRunner(Sender, new ChainNonces(Chain), Waiter);
        Admin = EthKey.Draw(random);
        Anchorer = EthKey.Draw(random);
        Registrar = EthKey.Draw(random);
        Recorder = EthKey.Draw(random);
        Supervisor = EthKey.Draw(random);
        Seats = [EthKey.Draw(random), EthKey.Draw(random), EthKey.Draw(random)];
    }

    internal IRpcClient Rpc { get; }

    internal ChainReader Chain { get; }

    internal TransactionSender Sender { get; }

    internal ReceiptWaiter Waiter { get; }

    internal TransactionRunner Runner { get; }

    internal EthKey Admin { get; }

    internal EthKey Anchorer { get; }

    internal EthKey Registrar { get; }

    internal EthKey Recorder { get; }

    internal EthKey Supervisor { get; }

    internal IReadOnlyList<EthKey> Seats { get; }

    internal IReadOnlyList<Address> SeatAddresses => [.. Seats.Select(s => s.Address)];

    internal required WindowGrid Grid { get; init; }

    internal DeployedLedger Ledger { get; private set; } = null!;

    internal AnchorLogClient Log { get; private set; } = null!;

    internal TenderChainClient Tenders { get; private set; } = null!;

    internal LedgerPlan Plan { get; private set; } = null!;

    internal static JsonRpcClient Connect(Uri url) =>
        new(SharedHttp.Client, [url], TimeSpan.FromSeconds(20), TimeProvider.System);

    /// <summary>Deploys at the node's present time; the epoch is the last border of a window.</summary>
    internal static async Task<LedgerWorld> DeployAsync(AnvilFixture anvil)
    {
        var rpc = Connect(anvil.Url);
        var now = (ulong)(await anvil.Rpc.LatestTimeAsync()).ToUnixTimeSeconds();
        var world = new LedgerWorld(anvil, rpc) { Grid = new WindowGrid(now - now % 10, 10, 5) };
        var deployment = new LedgerDeployment(world.Chain, world.Sender, world.Waiter);
        world.Plan = await deployment.PlanAsync(world.Request(), world.Admin, 0, default);
        world.Ledger = await deployment.DeployAsync(world.Plan, default);
        world.Log = new AnchorLogClient(world.Chain, world.Ledger.AnchorLog);
        world.Tenders = new TenderChainClient(world.Chain, world.Ledger.TenderChain);
        return world;
    }

    internal byte[] Word()
    {
        var bytes = new byte[32];
        random.Fill(bytes);
        return bytes;
    }

    internal Task<ChainReceipt> RunAsync(ContractCall call, EthKey key) => Runner.RunAsync(call, key, default);

    internal async Task<ulong> NowAsync() => (await Chain.BlockAsync((ulong?)null, default))!.Timestamp;

    /// <summary>The next border at least one window from now.</summary>
    internal async Task<ulong> NextDeadlineAsync()
    {
        var now = await NowAsync();
        return now - (now - Grid.Epoch0) % 10 + 30;
    }

    /// <summary>Moves the node's clock, and mines until the newest block shows it.</summary>
    internal async Task MoveToAsync(ulong time)
    {
        await anvil.Rpc.SetTimeAsync(DateTimeOffset.FromUnixTimeSeconds((long)time));
        await anvil.Rpc.MineAsync();
    }

    /// <summary>Anchors every window that ends at or before a time, as the vault would after an outage.</summary>
    internal async Task AnchorUpToAsync(ulong time)
    {
        var next = await Log.NextWindowAsync(default);
        var last = (time - Grid.Epoch0) / 10;
        while (next < last)
        {
            var count = (int)Math.Min(last - next, AnchorLogClient.MaximumWindows);
            byte[][] roots = [.. Enumerable.Range(0, count).Select(_ => Word())];
            await RunAsync(Log.Anchor(next, roots, roots), Anchorer);
            next += (ulong)count;
        }
    }

    /// <summary>A tender with key, past its deadline, with its set of three sealed.</summary>
    internal async Task<byte[]> SealedTenderAsync()
    {
        var tender = Word();
        var deadline = await NextDeadlineAsync();
        await RunAsync(Tenders.RegisterTender(tender, Word(), deadline, TenderChainClient.UsualMinBids), Registrar);
        await RunAsync(Tenders.PublishKey(tender, Key()), Recorder);
        await MoveToAsync(deadline);
        await AnchorUpToAsync(deadline);
        await RunAsync(Tenders.SealSet(tender, Word(), 3), Recorder);
        return tender;
    }

    internal KeyPublished Key() => new(Word(), Word(), TenderChainClient.SeatsHash(SeatAddresses), 2, 3);

    internal LedgerRequest Request() =>
        new()
        {
            Grid = Grid,
            Roles = new Dictionary<LedgerRole, Address>
            {
                [LedgerRole.Anchorer] = Anchorer.Address,
                [LedgerRole.Registrar] = Registrar.Address,
                [LedgerRole.Recorder] = Recorder.Address,
                [LedgerRole.Supervisor] = Supervisor.Address,
            },
        };

    private static class SharedHttp
    {
        internal static HttpClient Client { get; } = new();
    }
}
