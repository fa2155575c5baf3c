using System.Text.Json;
using System.Text.Json.Serialization;
using Tender.Sealing;

namespace Tender.Ledger.Receipts;

/// <summary>A list of DER or CMS values, each as <see cref="Base64Converter"/> writes it.</summary>
public sealed class Base64ListConverter : JsonConverter<IReadOnlyList<byte[]>>
{
    private static readonly Base64Converter Item = new();

    /// <inheritdoc />
    public override IReadOnlyList<byte[]> Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    )
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException("a list is demanded");
        var items = new List<byte[]>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            items.Add(Item.Read(ref reader, typeof(byte[]), options));
        return items;
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, IReadOnlyList<byte[]> value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteStartArray();
        foreach (var item in value)
            writer.WriteBase64StringValue(item);
        writer.WriteEndArray();
    }
}
