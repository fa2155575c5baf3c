using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tender.Sealing;

/// <summary>
/// JSON as everything signed or sealed is read: camelCase, no unknown, doubled or missing member, no comment, no trailing comma.
/// Byte arrays are base64 unless a property asks for <see cref="HexBytesConverter"/>.
/// </summary>
public static class StrictJson
{
    /// <summary>Options shared by all strict shapes.</summary>
    public static JsonSerializerOptions Options { get; } = Make();

    /// <summary>Reads one value of the shape, or refuses with the place in the text.</summary>
    /// <exception cref="SealingException">
    /// <see cref="SealingError.Member"/> for an unknown, doubled or missing member, <see cref="SealingError.Json"/> for anything else.
    /// </exception>
    public static T Read<T>(ReadOnlySpan<byte> utf8)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(utf8, Options)
                ?? throw new SealingException(SealingError.Json, 0, "null instead of an object");
        }
        catch (JsonException wrong)
        {
            throw new SealingException(KindOf(wrong), wrong.BytePositionInLine ?? -1, wrong.Path ?? "$", wrong);
        }
    }

    /// <summary>UTF-8 bytes of the value, without line breaks.</summary>
    public static byte[] Write<T>(T value)
        where T : class => JsonSerializer.SerializeToUtf8Bytes(value, Options);

    // A shape's own refusal of a member names it in the message only; the text before the path is the framework's and stable enough
    // for a kind that only chooses between two words.
    private static SealingError KindOf(JsonException wrong) =>
        wrong.InnerException is null && wrong.Message.Contains("propert", StringComparison.Ordinal)
            ? SealingError.Member
            : SealingError.Json;

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerOptions.Strict)
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            MaxDepth = 32,
        };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
