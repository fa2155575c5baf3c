using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tender.Sealing;

/// <summary>Byte arrays as lower-case hex; upper case and odd lengths are refused, so that one value has one text.</summary>
internal sealed class HexConverter : JsonConverter<byte[]>
{
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    public override byte[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.GetString() ?? "";
        if (text.Length % 2 != 0 || text.AsSpan().ContainsAnyExcept(Digits))
        {
            throw new JsonException("lower-case hex is demanded");
        }

        return Convert.FromHexString(text);
    }

    public override void Write(Utf8JsonWriter writer, byte[] value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Convert.ToHexStringLower(value));
}
