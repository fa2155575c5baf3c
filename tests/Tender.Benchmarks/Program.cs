using Tender.Benchmarks;
using Tender.Benchmarks.Custody;
using Tender.Benchmarks.Ledger;
using Tender.Benchmarks.Rules;
using Tender.Benchmarks.Sealing;
using Tender.Benchmarks.Vault;
using Tender.Benchmarks.Verification;

IBenchmark[] all =
[
    new SealBenchmark(),
    new OpenBenchmark(),
    new AnchorBenchmark(),
    new CustodyBenchmark(),
    new ReceiptBenchmark(),
    new AcknowledgeBenchmark(),
    new LintBenchmark(),
];

var unknown = args.Where(a => a is not ("--json" or "--quick") && all.All(b => b.Name != a)).ToList();
if (unknown.Count > 0)
{
    await Console.Error.WriteLineAsync(
        $"Unknown: {string.Join(' ', unknown)}. Usage: [--quick] [--json] [{string.Join("] [", all.Select(b => b.Name))}]"
    );
    return 2;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
var quick = args.Contains("--quick");
var wanted = all.Where(b => args.Contains(b.Name)).ToList();
var results = new Dictionary<string, IReadOnlyList<Measurement>>();
foreach (var benchmark in wanted.Count > 0 ? wanted : [.. all])
{
    await Console.Error.WriteLineAsync($"{benchmark.Name} ...");
    results[benchmark.Name] = await benchmark.RunAsync(quick, stop.Token);
}

Console.WriteLine(args.Contains("--json") ? Report.Json(quick, results) : Report.Table(results));
return results.Values.SelectMany(m => m).All(m => m.Ok) ? 0 : 1;
