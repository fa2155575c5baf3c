using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tender.Sealing;

/// <summary>Byte arrays as lower-case hex; upper case is refused, so that one value has one text.</summary>
public sealed class HexConverter : JsonConverter<byte[]>
{
    /// <inheritdoc/>
    public override byte[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text =
            reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new JsonException("hex expected");
        if (text.Length % 2 != 0 || !text.All(char.IsAsciiHexDigitLower))
            throw new JsonException("lower-case hex expected");
        return Convert.FromHexString(text);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, byte[] value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(Convert.ToHexStringLower(value));
    }
}
