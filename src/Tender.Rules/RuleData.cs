using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tender.Rules;

/// <summary>How the data of the law is read: strictly, unknown members refused.</summary>
internal static class RuleData
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    internal static byte[] Read(string name)
    {
        using var stream =
            typeof(RuleData).Assembly.GetManifestResourceStream($"Tender.Rules.{name}")
            ?? throw new KeyNotFoundException($"No {name}.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
