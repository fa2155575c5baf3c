using System.Diagnostics;
using Tender.Sealing;

namespace Tender.Benchmarks.Sealing;

/// <summary>Sealing without writing (SBID1 16): processor time against the floor, two workers against one, peak memory.</summary>
public sealed class SealBenchmark : IBenchmark
{
    private const long Megabyte = 1024 * 1024;
    private const long Short = 64 * Megabyte;
    private const long Round = 256 * Megabyte;
    private const double LeastScaling = 1.5;

    // As many as the compiler needs until it compiles nothing anew: its own work is processor time, too.
    private const int WarmingFiles = 8;
    private const int SampleEvery = 64;
    private long highest;

    public string Name => "seal";

    public async Task<IReadOnlyList<Measurement>> RunAsync(bool quick, CancellationToken cancellationToken)
    {
        // The gate is for 1 GiB: with less, what a file costs once (its points and proofs) weighs more than its bytes.
        var rounds = quick ? 3 : 5;
        const long size = 1024 * Megabyte;
        using var floor = new Floor();
        for (var warming = 0; warming < WarmingFiles; warming++)
            await SealAsync(Short, 1, cancellationToken);
        floor.Encrypt(Short);
        floor.Hash(Short);

        double gcm = 0,
            hash = 0,
            seal = 0;
        var ratios = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            var encrypted = await Processor.MeasureAsync(() => Run(() => floor.Encrypt(size)));
            var hashed = await Processor.MeasureAsync(() => Run(() => floor.Hash(size)));
            var made = await Processor.MeasureAsync(() => SealAsync(size, 1, cancellationToken));
            (gcm, hash, seal) = (gcm + encrypted, hash + hashed, seal + made);
            ratios.Add(made / (encrypted + hashed));
        }

        var megabytes = rounds * size / (double)Megabyte;
        var scaling = await ScalingAsync(quick, cancellationToken);
        return
        [
            Measurement.Seen("AES-256-GCM, one-shot", megabytes / gcm, "MiB/s"),
            Measurement.Seen("SHA-256, one-shot", megabytes / hash, "MiB/s"),
            Measurement.AtMost(
                $"seal {size / Megabyte} MiB, processor time against the floor, middle of {rounds} rounds",
                seal,
                "s",
                1.35,
                Median(ratios)
            ),
            Measurement.Seen("seal, one worker", megabytes / seal, "MiB/s"),
            .. scaling,
            Measurement.AtMost("highest working set while sealing", highest / (double)Megabyte, "MiB", 256),
        ];
    }

    // A machine with other work to do gives two threads less than twice the speed, so the sealer is compared with what two threads of bare
    // encryption get at the same moment: 1.6 of 2. Rounds side by side, and the middle of their ratios, for the moments differ; long ones,
    // for what a file costs once is not shared.
    // Where bare work itself gains little there is no second processor to use, and nothing to judge.
    private async Task<IReadOnlyList<Measurement>> ScalingAsync(bool quick, CancellationToken cancellationToken)
    {
        List<double> machine = [],
            sealer = [],
            ratio = [];
        using Floor first = new(),
            second = new();
        for (var round = 0; round < (quick ? 7 : 15); round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var bareOne = await WallAsync(() => Run(() => Work(first, Round)));
            var sealOne = await WallAsync(() => SealAsync(Round, 1, cancellationToken));
            var bareTwo = await WallAsync(() =>
                Task.WhenAll(
                    Task.Run(() => Work(first, Round / 2), cancellationToken),
                    Task.Run(() => Work(second, Round / 2), cancellationToken)
                )
            );
            var sealTwo = await WallAsync(() => SealAsync(Round, 2, cancellationToken));
            machine.Add(bareOne / bareTwo);
            sealer.Add(sealOne / sealTwo);
            ratio.Add(sealer[^1] / machine[^1]);
        }

        var bare = Median(machine);
        const string name = "two workers against one";
        return
        [
            Measurement.Seen("two threads of bare encryption against one", bare, "x"),
            bare >= LeastScaling
                ? Measurement.AtLeast(name, Median(sealer), "x", 0.8, Median(ratio))
                : Measurement.Seen($"{name}, not judged: no free processor", Median(sealer), "x", Median(ratio)),
        ];
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void Work(Floor floor, long bytes)
    {
        floor.Encrypt(bytes);
        floor.Hash(bytes);
    }

    private static Task Run(Action work)
    {
        work();
        return Task.CompletedTask;
    }

    private static async Task<double> WallAsync(Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        return watch.Elapsed.TotalSeconds;
    }

    private async Task SealAsync(long length, int workers, CancellationToken cancellationToken)
    {
        var sealer = new BidSealer(SystemRandom.Instance, TimeProvider.System);
        await using var content = new EndlessStream(length);
        var request = SampleBid.Request(content, length, workers);
        await sealer.SealAsync(request, Stream.Null, new MemoryWatch(this), cancellationToken);
    }

    private sealed class MemoryWatch(SealBenchmark owner) : IProgress<long>
    {
        private int reports;

        public void Report(long value)
        {
            if (reports++ % SampleEvery == 0)
                owner.highest = Math.Max(owner.highest, Environment.WorkingSet);
        }
    }
}
