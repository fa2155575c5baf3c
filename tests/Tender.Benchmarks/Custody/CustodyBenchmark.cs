using System.Diagnostics;
using System.Security.Cryptography;
using Tender.Benchmarks.Sealing;
using Tender.Sealing;

namespace Tender.Benchmarks.Custody;

/// <summary>
/// An opening (SBID1 16): what a custodian does for 50 bids of two parts, and what anybody does with the answers of three seats for 50 parts.
/// Compared with the platform's own P-256 multiplications (ECDH) in the same run.
/// </summary>
internal sealed class CustodyBenchmark : IBenchmark
{
    private const int Bids = 50;
    private const int Seats = 5;

    public string Name => "custody";

    public Task<IReadOnlyList<Measurement>> RunAsync(bool quick, CancellationToken cancellationToken)
    {
        var pool = BenchPool.Make(SystemRandom.Instance, k: 3, n: Seats, parts: 2 * Bids);
        var rounds = quick ? 3 : 20;
        var platform = Mean(rounds, () => MultiplyByPlatform(2 * Bids), cancellationToken).Processor / (2 * Bids);
        var ours = Mean(rounds, () => Multiply(pool), cancellationToken).Processor / (2 * Bids);
        var labels = Mean(rounds, () => CheckLabels(pool), cancellationToken).Processor;
        var made = Mean(rounds, () => pool.Answer(1, pool.Encs(2 * Bids)), cancellationToken).Processor;
        var verified = Mean(rounds, () => Verify(pool, 2 * Bids, Seats), cancellationToken).Processor;
        var opening = Mean(rounds, () => VerifyAndCombine(pool), cancellationToken);
        var seat = labels + made + verified;
        return Task.FromResult<IReadOnlyList<Measurement>>([
            Measurement.Seen("one multiplication of a point, platform's ECDH", platform * 1000, "ms"),
            Measurement.Seen("one multiplication of a point, ours", ours * 1000, "ms", ours / platform),
            Measurement.Seen("100 label proofs checked", labels, "s", labels / platform / (2 * Bids)),
            Measurement.Seen("100 partial openings and their proof made", made, "s", made / platform / (2 * Bids)),
            Measurement.Seen("the answers of 5 seats verified", verified, "s", verified / platform / (2 * Bids)),
            Measurement.AtMost("a custodian's work for 50 bids of two parts, processor", seat, "s", 1),
            Measurement.Seen("the same in platform multiplications a part", seat, "s", seat / platform / (2 * Bids)),
            Measurement.AtMost("answers of 3 seats for 50 parts verified and combined", opening.Wall, "s", 0.5),
        ]);
    }

    private static (double Wall, double Processor) Mean(int rounds, Action act, CancellationToken cancel)
    {
        act();
        var watch = Stopwatch.StartNew();
        var before = Processor.Seconds;
        for (var round = 0; round < rounds; round++)
        {
            cancel.ThrowIfCancellationRequested();
            act();
        }

        return (watch.Elapsed.TotalSeconds / rounds, (Processor.Seconds - before) / rounds);
    }

    private static void MultiplyByPlatform(int times)
    {
        using var own = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        using var point = other.PublicKey;
        for (var i = 0; i < times; i++)
        {
            own.DeriveRawSecretAgreement(point);
        }
    }

    private static void Multiply(BenchPool pool)
    {
        foreach (var enc in pool.Encs(2 * Bids))
        {
            enc.Multiply(pool.Shares[0]);
        }
    }

    private static void CheckLabels(BenchPool pool)
    {
        Demand(pool.Labels.All(l => LabelProof.Verify(pool.Core, pool.Description, l.Enc, l.Label)));
    }

    private static void Verify(BenchPool pool, int parts, int seats)
    {
        var encs = pool.Encs(parts);
        Demand(pool.StoredAnswers(parts, seats).All(a => a.IsValid(pool.Context, pool.KeySet, encs)));
    }

    private static void VerifyAndCombine(BenchPool pool)
    {
        Verify(pool, Bids, pool.KeySet.K);
        Combiner.SharedPoints(pool.KeySet, pool.StoredAnswers(Bids, pool.KeySet.K));
    }

    private static void Demand(bool holds)
    {
        if (!holds)
        {
            throw new InvalidOperationException("A proof made here does not hold.");
        }
    }
}
