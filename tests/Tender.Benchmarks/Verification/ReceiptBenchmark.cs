using System.Diagnostics;
using System.Security.Cryptography;
using Tender.Ledger.Verification;

namespace Tender.Benchmarks.Verification;

/// <summary>
/// What an outsider waits for: one offline receipt of a development chain and one with QBFT seals (Ledger 15: at most 50 ms each), and a
/// whole opening of three bids. The inputs are the frozen vectors. Ratios are against what no verifier can go below: the two P-256
/// signatures of bidder and vault, checked by the platform.
/// </summary>
public sealed class ReceiptBenchmark : IBenchmark
{
    private const double MostMilliseconds = 50;

    public string Name => "verify";

    public async Task<IReadOnlyList<Measurement>> RunAsync(bool quick, CancellationToken cancellationToken)
    {
        var rounds = quick ? 20 : 200;
        var (dev, qbft) = (Receipt("dev", rounds, cancellationToken), Receipt("qbft", rounds, cancellationToken));
        var floor = TwoSignatures(rounds);
        return
        [
            dev,
            qbft,
            Measurement.Seen("two P-256 signatures, the floor of the ratios", floor, "ms"),
            Measurement.Seen("one receipt against the floor, dev", dev.Value, "ms", dev.Value / floor),
            Measurement.Seen("one receipt against the floor, qbft", qbft.Value, "ms", qbft.Value / floor),
            await BundleAsync(rounds / 10, cancellationToken),
        ];
    }

    private static double TwoSignatures(int rounds)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var hash = SHA256.HashData([1]);
        var signature = key.SignHash(hash);
        var times = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            var holds = key.VerifyHash(hash, signature) && key.VerifyHash(hash, signature);
            times.Add(holds ? Stopwatch.GetElapsedTime(start).TotalMilliseconds : double.NaN);
        }

        return times.Order().ElementAt(rounds / 2);
    }

    private static Measurement Receipt(string folder, int rounds, CancellationToken cancel)
    {
        var verifier = new ReceiptVerifier(Trust(folder));
        var receipt = Read($"{folder}/receipt.json");
        var times = new List<double>();
        for (var round = -3; round < rounds; round++)
        {
            cancel.ThrowIfCancellationRequested();
            var start = Stopwatch.GetTimestamp();
            var holds = verifier.Verify(receipt).Holds;
            // The first rounds only warm the code up.
            if (round >= 0 && holds)
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return Measurement.AtMost(
            $"offline verification of one receipt, {folder}, median of {times.Count}",
            times.Count == rounds ? times.Order().ElementAt(rounds / 2) : double.PositiveInfinity,
            "ms",
            MostMilliseconds
        );
    }

    private static async Task<Measurement> BundleAsync(int rounds, CancellationToken cancel)
    {
        var verifier = new BundleVerifier(Trust("dev"));
        var bundle = Read("dev/opening-party.zip");
        var times = new List<double>();
        for (var round = -1; round < rounds; round++)
        {
            using var zip = new MemoryStream(bundle);
            var start = Stopwatch.GetTimestamp();
            await verifier.VerifyAsync(zip, cancel: cancel);
            if (round >= 0)
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return Measurement.Seen("offline verification of an opening of 3 bids, party form", times.Average(), "ms");
    }

    private static TrustFile Trust(string folder) => TrustFile.Parse(Read($"{folder}/trust.json"));

    private static byte[] Read(string file) =>
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "vectors", file));
}
