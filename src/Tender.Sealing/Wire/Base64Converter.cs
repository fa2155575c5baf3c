using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tender.Sealing;

/// <summary>DER and CMS bytes as base64 in its one spelling: no white space, right padding, no stray bits.</summary>
public sealed class Base64Converter : JsonConverter<byte[]>
{
    /// <inheritdoc />
    public override byte[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String || !reader.TryGetBytesFromBase64(out var bytes))
            throw new JsonException("base64 is demanded");
        return Convert.ToBase64String(bytes) == reader.GetString()
            ? bytes
            : throw new JsonException("another spelling of base64");
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, byte[] value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteBase64StringValue(value);
    }
}
