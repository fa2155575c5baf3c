using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using Tender.Sealing;

namespace Tender.Cli.Bench;

/// <summary><c>tender bench</c>: how fast this machine seals and opens, beside its bare primitives.</summary>
internal static class BenchCommand
{
    private const int BufferLength = 256 * 1024;
    private const int FileLength = 64 * 1024 * 1024;

    public static Command Create(CliShell shell)
    {
        var size = WholeNumber.Option(
            "--size",
            new Words("封存的数量，MiB（缺省 256）", "amount to seal, MiB (default 256)"),
            1,
            16_384,
            "MIB"
        );
        var workers = WholeNumber.Option("--workers", new Words("线程数（缺省 1）", "threads (default 1)"), 1, 64);
        var command = new Command("bench", "测量本机的封存速度 / measure sealing on this machine") { size, workers };
        shell.Attach(
            command,
            async (parsed, say, cancel) =>
            {
                var megabytes = parsed.GetValue(size) ?? 256;
                var rates = await MeasureAsync(say, megabytes, parsed.GetValue(workers) ?? 1, cancel);
                say.Result(
                    new
                    {
                        Ok = true,
                        Megabytes = megabytes,
                        rates.Gcm,
                        rates.Sha256,
                        rates.Seal,
                    },
                    [
                        (new Words("AES-256-GCM", "AES-256-GCM"), Rate(rates.Gcm)),
                        (new Words("SHA-256", "SHA-256"), Rate(rates.Sha256)),
                        (new Words("封存", "sealing"), Rate(rates.Seal)),
                    ]
                );
                return ExitCode.Good;
            }
        );
        return command;
    }

    private static async Task<Rates> MeasureAsync(Say say, int megabytes, int workers, CancellationToken cancel)
    {
        var length = megabytes * 1024L * 1024;
        var text = new byte[BufferLength];
        using var aes = new AesGcm(new byte[32], 16);
        var gcm = Seconds(say, length, () => aes.Encrypt(new byte[12], text, text, new byte[16]));
        var hash = Seconds(say, length, () => SHA256.HashData(text));
        var start = say.World.Clock.GetTimestamp();
        await say.ProgressAsync("封存", "sealing", length, p => SealAsync(say, length, workers, p, cancel));
        var seal = Elapsed(say, start);
        return new Rates(megabytes / gcm, megabytes / hash, megabytes / seal);
    }

    // Files of 64 MiB one after the other, as many as it takes: nothing of the size lies in memory.
    private static async Task<long> SealAsync(
        Say say,
        long length,
        int workers,
        IProgress<long> progress,
        CancellationToken cancel
    )
    {
        var random = say.World.Random;
        var sealer = new BidSealer(random, say.World.Clock);
        var publicKey = P256.Generator.Multiply(Scalar.Random(random)).Encode65();
        var content = new byte[Math.Min(length, FileLength)];
        for (var done = 0L; done < length; )
        {
            var count = (int)Math.Min(content.Length, length - done);
            var request = new SealRequest
            {
                TenderRef = random.Bytes(32),
                Lot = random.NewId(),
                DocHash = random.Bytes(32),
                KeySetId = random.Bytes(32),
                PublicKey = publicKey,
                BidNonce = random.Bytes(32),
                OrganisationCode = "91330106MA20271585",
                Parts = [new SealInput(1, 1, new MemoryStream(content, 0, count, writable: false), count)],
                Workers = workers,
            };
            await sealer.SealAsync(request, Stream.Null, null, cancel);
            progress.Report(done += count);
        }

        return length;
    }

    private static double Seconds(Say say, long length, Action work)
    {
        var start = say.World.Clock.GetTimestamp();
        for (var done = 0L; done < length; done += BufferLength)
            work();
        return Elapsed(say, start);
    }

    // A clock that stood still gives a very high rate instead of none.
    private static double Elapsed(Say say, long start) =>
        Math.Max(say.World.Clock.GetElapsedTime(start).TotalSeconds, 1e-6);

    private static string Rate(double value) => value.ToString("F0", CultureInfo.InvariantCulture) + " MiB/s";

    private sealed record Rates(double Gcm, double Sha256, double Seal);
}
