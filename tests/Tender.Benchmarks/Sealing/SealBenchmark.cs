using System.Diagnostics;
using Tender.Sealing;

namespace Tender.Benchmarks.Sealing;

/// <summary>Sealing without writing (SBID1 16): processor time against the floor, two workers against one, peak memory.</summary>
public sealed class SealBenchmark : IBenchmark
{
    private const long Megabyte = 1024 * 1024;
    private const long Round = 128 * Megabyte;
    private const int SampleEvery = 64;
    private long highest;

    public string Name => "seal";

    public async Task<IReadOnlyList<Measurement>> RunAsync(bool quick, CancellationToken cancellationToken)
    {
        var rounds = quick ? 2 : 8;
        using var floor = new Floor();
        await SealAsync(16 * Megabyte, 1, cancellationToken);
        floor.Encrypt(16 * Megabyte);
        floor.Hash(16 * Megabyte);

        double gcm = 0,
            hash = 0,
            seal = 0;
        for (var round = 0; round < rounds; round++)
        {
            gcm += await Processor.MeasureAsync(() => Run(() => floor.Encrypt(Round)));
            hash += await Processor.MeasureAsync(() => Run(() => floor.Hash(Round)));
            seal += await Processor.MeasureAsync(() => SealAsync(Round, 1, cancellationToken));
        }

        var megabytes = rounds * Round / (double)Megabyte;
        var scaling = await ScalingAsync(rounds, cancellationToken);
        return
        [
            Measurement.Seen("AES-256-GCM, one-shot", megabytes / gcm, "MiB/s"),
            Measurement.Seen("SHA-256, one-shot", megabytes / hash, "MiB/s"),
            Measurement.AtMost(
                $"seal {megabytes:F0} MiB, processor time against the floor",
                seal,
                "s",
                1.35,
                seal / (gcm + hash)
            ),
            Measurement.Seen("seal, one worker", megabytes / seal, "MiB/s"),
            scaling,
            Measurement.AtMost("highest working set while sealing", highest / (double)Megabyte, "MiB", 256),
        ];
    }

    // A machine with other work to do gives two threads less than twice the speed, so the sealer is compared with what two threads
    // of bare encryption get at the same moment: 1.6 of 2.
    private async Task<Measurement> ScalingAsync(int rounds, CancellationToken cancellationToken)
    {
        double bareOne = 0,
            bareTwo = 0,
            sealOne = 0,
            sealTwo = 0;
        using Floor first = new(),
            second = new();
        for (var round = 0; round < rounds; round++)
        {
            bareOne += await WallAsync(() => Run(() => Work(first, Round)));
            bareTwo += await WallAsync(() =>
                Task.WhenAll(
                    Task.Run(() => Work(first, Round / 2), cancellationToken),
                    Task.Run(() => Work(second, Round / 2), cancellationToken)
                )
            );
            sealOne += await WallAsync(() => SealAsync(Round, 1, cancellationToken));
            sealTwo += await WallAsync(() => SealAsync(Round, 2, cancellationToken));
        }

        var machine = bareOne / bareTwo;
        var sealer = sealOne / sealTwo;
        return Measurement.AtLeast(
            $"two workers against one (bare work here: {machine:F2} x)",
            sealer,
            "x",
            0.8,
            sealer / machine
        );
    }

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
