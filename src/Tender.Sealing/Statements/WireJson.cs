using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tender.Sealing;

/// <summary>
/// JSON of signed records: exactly the known members, each once, hashes in lower-case hex, times in UTC with milliseconds. What is signed
/// are the bytes as written; nobody canonicalises them.
/// </summary>
public static class WireJson
{
    private static readonly JsonSerializerOptions Options = Build();

    /// <summary>Writes a record as UTF-8, members in the order of its declaration.</summary>
    public static byte[] Write<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);

    /// <summary>Reads a record.</summary>
    /// <param name="utf8">The whole text.</param>
    /// <param name="maxLength">The longest text that is looked at, bytes.</param>
    /// <exception cref="SealingException">
    /// <see cref="SealingError.Json"/>: too long, not UTF-8 JSON, a value of another type or form, a member that is unknown, missing or doubled.
    /// </exception>
    public static T Read<T>(ReadOnlySpan<byte> utf8, int maxLength)
        where T : class
    {
        if (utf8.Length > maxLength)
        {
            throw new SealingException(SealingError.Json, maxLength, "too long");
        }

        try
        {
            return JsonSerializer.Deserialize<T>(utf8, Options)
                ?? throw new SealingException(SealingError.Json, 0, "null is no record");
        }
        catch (JsonException failure)
        {
            throw new SealingException(SealingError.Json, failure.BytePositionInLine ?? 0, failure.Path ?? "", failure);
        }
    }

    private static JsonSerializerOptions Build()
    {
        var options = new JsonSerializerOptions(JsonSerializerOptions.Strict)
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            MaxDepth = 16,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        };
        options.Converters.Add(new HexConverter());
        options.Converters.Add(new InstantConverter());
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
