namespace Tender.Benchmarks;

/// <summary>A measured value, and the bound on it when there is one.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Value">How much, in <paramref name="Unit"/>.</param>
/// <param name="Unit">Such as s, MB, MB/s.</param>
/// <param name="Relation"><c>&lt;=</c> or <c>&gt;=</c>; null without a bound.</param>
/// <param name="Bound">Limit of the ratio when there is one, else of the value.</param>
/// <param name="Ratio">Value against what it is compared with.</param>
/// <param name="Ok">Whether the bound holds; true without one.</param>
public sealed record Measurement(
    string Name,
    double Value,
    string Unit,
    string? Relation,
    double? Bound,
    double? Ratio,
    bool Ok
)
{
    public static Measurement Seen(string name, double value, string unit, double? ratio = null) =>
        new(name, value, unit, null, null, ratio, true);

    public static Measurement AtMost(string name, double value, string unit, double bound, double? ratio = null) =>
        new(name, value, unit, "<=", bound, ratio, (ratio ?? value) <= bound);

    public static Measurement AtLeast(string name, double value, string unit, double bound, double? ratio = null) =>
        new(name, value, unit, ">=", bound, ratio, (ratio ?? value) >= bound);
}
