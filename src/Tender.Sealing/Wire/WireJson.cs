using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tender.Sealing;

/// <summary>
/// JSON as everything signed or sealed is written and read: camelCase, exactly the known members, each once, no comment, byte members in
/// lower-case hex (base64 where a property asks for <see cref="Base64Converter"/> or is a <c>ReadOnlyMemory</c>), times in UTC with
/// milliseconds. What is signed are the bytes as written; nobody canonicalises them.
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
    /// <see cref="SealingError.Member"/>: a member that is unknown, missing, doubled or null against its shape;
    /// <see cref="SealingError.Json"/>: too long, not UTF-8 JSON, a value of another type or form.
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
            DemandItems(utf8);
            return JsonSerializer.Deserialize<T>(utf8, Options)
                ?? throw new SealingException(SealingError.Json, 0, "null is no record");
        }
        catch (JsonException failure)
        {
            throw new SealingException(KindOf(failure), failure.BytePositionInLine ?? 0, failure.Path ?? "", failure);
        }
    }

    // A shape's annotations do not reach the items of its lists: null is refused there for all of them.
    private static void DemandItems(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = Options.MaxDepth });
        var last = JsonTokenType.None;
        while (reader.Read())
        {
            if (
                reader.TokenType == JsonTokenType.Null
                && last is not (JsonTokenType.PropertyName or JsonTokenType.None)
            )
            {
                throw new SealingException(SealingError.Member, reader.TokenStartIndex, "null instead of an item");
            }

            last = reader.TokenType;
        }
    }

    // A refused member is named in the framework's message only; what stands before the path is stable enough for a kind that only chooses
    // between two words.
    private static SealingError KindOf(JsonException failure) =>
        failure.InnerException is null && failure.Message.Contains("propert", StringComparison.Ordinal)
            ? SealingError.Member
            : SealingError.Json;

    private static JsonSerializerOptions Build()
    {
        var options = new JsonSerializerOptions(JsonSerializerOptions.Strict)
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            MaxDepth = 32,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        };
        options.Converters.Add(new HexConverter());
        options.Converters.Add(new InstantConverter());
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
