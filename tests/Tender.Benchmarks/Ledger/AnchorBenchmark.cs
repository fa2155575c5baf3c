using System.Diagnostics;
using System.Numerics;
using System.Security.Cryptography;
using System.Text.Json;
using Tender.Ledger.Contracts;
using Tender.Ledger.Evm;
using Tender.Ledger.Windows;
using Tender.Sample.Chain;
using Tender.Sample.Processes;
using Tender.Sealing;

namespace Tender.Benchmarks.Ledger;

/// <summary>
/// What one window costs (Ledger 15): its tree and signature against 4,096 calls of SHA-256 in the same run, and the gas of the real
/// transaction against the committed snapshot of the contract tests.
/// </summary>
public sealed class AnchorBenchmark : IBenchmark
{
    private const int ChainId = AnvilOptions.DefaultChainId;

    public string Name => "anchor";

    public async Task<IReadOnlyList<Measurement>> RunAsync(bool quick, CancellationToken cancellationToken) =>
        [await MeasureWindowAsync(quick ? 20 : 200, cancellationToken), .. await MeasureGasAsync(cancellationToken)];

    private static async Task<Measurement> MeasureWindowAsync(int rounds, CancellationToken cancel)
    {
        var key = EthKey.Draw(SystemRandom.Instance);
        var day = new DayKey(RandomNumber());
        var block = new byte[64];
        double hashing = 0,
            building = 0;
        for (var round = -2; round < rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < WindowTree.Slots; i++)
                SHA256.HashData(block, block.AsSpan(0, 32));
            var middle = Stopwatch.GetTimestamp();
            var tree = WindowTree.Build(day.Seed((ulong)(round + 2)), [block[..32]]);
            var call = Calls(Address.Zero).Anchor((ulong)(round + 2), [tree.Root], [tree.PadCommit]);
            await Transaction(call, 0).SignAsync(key, cancel);
            // The first rounds only warm the code up.
            if (round < 0)
                continue;
            hashing += Stopwatch.GetElapsedTime(start, middle).TotalMilliseconds;
            building += Stopwatch.GetElapsedTime(middle).TotalMilliseconds;
        }
        return Measurement.AtMost(
            "tree of 4,096 leaves and signature, against 4,096 SHA-256",
            building / rounds,
            "ms",
            20,
            building / hashing
        );
    }

    private static async Task<IReadOnlyList<Measurement>> MeasureGasAsync(CancellationToken cancel)
    {
        var root = Checkout();
        var log = Path.GetTempFileName();
        await using var node = await AnvilNode.StartAsync(
            new AnvilOptions
            {
                Checkout = root,
                LogFile = log,
                OnParentDeath = DeathSignal.Kill,
            },
            cancel
        );
        using var http = new HttpClient();
        var chain = new ChainReader(new JsonRpcClient(http, [node.Url], TimeSpan.FromSeconds(20), TimeProvider.System));
        var sender = new TransactionSender(chain, ChainId);
        var waiter = new ReceiptWaiter(chain, 0, TimeSpan.FromMilliseconds(20), TimeProvider.System);
        var key = EthKey.Draw(SystemRandom.Instance);
        var now = (ulong)(await node.Rpc.LatestTimeAsync(cancel)).ToUnixTimeSeconds();
        var request = new LedgerRequest
        {
            Grid = new WindowGrid((now - 1000) / 10 * 10, 10, 5),
            Roles = new Dictionary<LedgerRole, Address> { [LedgerRole.Anchorer] = key.Address },
        };
        var deployment = new LedgerDeployment(chain, sender, waiter);
        var plan = await deployment.PlanAsync(request, key, 0, cancel);
        await deployment.DeployAsync(plan, cancel);

        using var snapshot = JsonDocument.Parse(
            await File.ReadAllTextAsync(Path.Combine(root, "contracts", "snapshots", "GasTest.json"), cancel)
        );
        var runner = new TransactionRunner(sender, new ChainNonces(chain), waiter);
        var results = new List<Measurement>();
        var next = 0UL;
        foreach (
            var (name, windows) in new[]
            {
                ("anchor, first window", 1),
                ("anchor, one window", 1),
                ("anchor, five windows", 5),
            }
        )
        {
            byte[][] words = [.. Enumerable.Range(0, windows).Select(_ => RandomNumber())];
            var receipt = await runner.RunAsync(
                new AnchorLogClient(chain, plan.AnchorLog).Anchor(next, words, words),
                key,
                cancel
            );
            next += (ulong)windows;
            var known = double.Parse(
                snapshot.RootElement.GetProperty(name).GetString()!,
                System.Globalization.CultureInfo.InvariantCulture
            );
            var apart = Math.Abs(receipt.GasUsed - known) / known;
            results.Add(
                Measurement.AtMost($"gas of {name}, distance from the snapshot", receipt.GasUsed, "gas", 0.05, apart)
            );
        }
        File.Delete(log);
        return results;
    }

    private static AnchorLogClient Calls(Address contract) => new(new ChainReader(NoNode.Instance), contract);

    private static LegacyTransaction Transaction(ContractCall call, ulong nonce) =>
        new()
        {
            ChainId = ChainId,
            Nonce = nonce,
            GasPrice = BigInteger.Zero,
            GasLimit = call.GasLimit,
            To = call.To,
            Data = call.Data,
        };

    private static byte[] RandomNumber() => SystemRandom.Instance.Bytes(32);

    private static string Checkout()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Tender.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("no checkout above the program");
    }

    /// <summary>Encoding a call asks no node.</summary>
    private sealed class NoNode : IRpcClient
    {
        internal static NoNode Instance { get; } = new();

        public Task<T?> SendAsync<T>(string method, IReadOnlyList<object?> parameters, CancellationToken cancel) =>
            throw new NotSupportedException();

        public Task<IReadOnlyList<RpcAnswer>> SendBatchAsync(IReadOnlyList<RpcCall> calls, CancellationToken cancel) =>
            throw new NotSupportedException();
    }
}
