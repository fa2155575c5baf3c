using System.Text.Json;
using Tender.Rules.Lint;

namespace Tender.Cli.Lint;

/// <summary>One clause: <c>{"id","text","where","trade"}</c>.</summary>
/// <param name="Id">A string or number, answered as it came.</param>
/// <param name="Text">The clause.</param>
/// <param name="Where">Where it stands; <c>document</c> when left out.</param>
/// <param name="Trade">What is tendered; <c>construction</c> when left out.</param>
internal sealed record LintClause(JsonElement Id, string Text, LintPlace Where, LintTrade Trade)
{
    private static readonly string[] Members = ["id", "text", "where", "trade", "hits"];

    /// <exception cref="LineFault">Something is missing, unknown or wrong.</exception>
    public static LintClause Parse(JsonElement line)
    {
        if (line.ValueKind != JsonValueKind.Object)
        {
            throw new LineFault("form", "每行应是一个 JSON 对象。", "Each line must be one JSON object.");
        }

        if (line.EnumerateObject().Select(m => m.Name).FirstOrDefault(n => !Members.Contains(n)) is { } unknown)
        {
            throw LineFault.Unknown(unknown);
        }

        return new LintClause(
            Identity(line),
            Word(line, "text") ?? throw LineFault.Missing("text"),
            Pick<LintPlace>(Word(line, "where") ?? "document", "where"),
            Pick<LintTrade>(Word(line, "trade") ?? "construction", "trade")
        );
    }

    /// <summary>A place or trade by its name on the wire.</summary>
    public static T Pick<T>(string word, string name)
        where T : struct, Enum =>
        Enum.GetNames<T>().Any(n => string.Equals(n, word, StringComparison.OrdinalIgnoreCase))
            ? Enum.Parse<T>(word, ignoreCase: true)
            : throw LineFault.Wrong(name);

    private static JsonElement Identity(JsonElement line)
    {
        if (!line.TryGetProperty("id", out var id))
        {
            throw LineFault.Missing("id");
        }

        return id.ValueKind is JsonValueKind.String or JsonValueKind.Number ? id.Clone() : throw LineFault.Wrong("id");
    }

    private static string? Word(JsonElement line, string name) =>
        !line.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : throw LineFault.Wrong(name);
}
