namespace Tender.Benchmarks.Vault;

/// <summary>What half, 95 and 99 of a hundred stayed below.</summary>
internal sealed record Percentiles(double P50, double P95, double P99)
{
    internal static Percentiles Of(IEnumerable<double> times)
    {
        var sorted = times.Order().ToList();
        return new Percentiles(At(0.50), At(0.95), At(0.99));

        double At(double share) => sorted[(int)Math.Ceiling(sorted.Count * share) - 1];
    }
}
