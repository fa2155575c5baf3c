using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Tender.Benchmarks;

/// <summary>What the program prints: a table for people, or JSON for scripts.</summary>
public static class Report
{
    private static readonly JsonSerializerOptions Shape = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static string Json(bool quick, IReadOnlyDictionary<string, IReadOnlyList<Measurement>> results) =>
        JsonSerializer.Serialize(
            new
            {
                Quick = quick,
                Processors = Environment.ProcessorCount,
                Benchmarks = results.Select(r => new { r.Key, r.Value }),
                Ok = results.Values.SelectMany(m => m).All(m => m.Ok),
            },
            Shape
        );

    public static string Table(IReadOnlyDictionary<string, IReadOnlyList<Measurement>> results)
    {
        var table = new StringBuilder();
        foreach (var (name, measurements) in results)
        {
            table.AppendLine(name);
            foreach (var m in measurements)
                table.AppendLine(
                    CultureInfo.InvariantCulture,
                    $"  {m.Name, -58} {Text(m.Value), 10} {m.Unit, -6} {Judged(m)}"
                );
        }

        return table.ToString();
    }

    private static string Judged(Measurement m)
    {
        var ratio = m.Ratio is { } r ? $"ratio {Text(r)} " : "";
        return m.Bound is { } b ? $"{ratio}({m.Relation} {Text(b)}) {(m.Ok ? "ok" : "FAILED")}" : ratio;
    }

    private static string Text(double value) =>
        value.ToString(Math.Abs(value) >= 100 ? "F0" : "F3", CultureInfo.InvariantCulture);
}
