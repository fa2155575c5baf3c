using System.Text.Json;
using Tender.Testing;

namespace Tender.Sealing.Tests;

/// <summary>Reads public JSON vectors.</summary>
internal static class JsonVectors
{
    public static JsonElement Read(string path)
    {
        using var document = JsonDocument.Parse(Vectors.Bytes(path));
        return document.RootElement.Clone();
    }

    public static byte[] Hex(this JsonElement element, string name) =>
        Convert.FromHexString(element.GetProperty(name).GetString()!);

    public static byte[] HexOrEmpty(this JsonElement element, string name) =>
        element.TryGetProperty(name, out _) ? element.Hex(name) : [];

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    public static byte[] Base64(this JsonElement element, string name) =>
        element.GetProperty(name) is { ValueKind: JsonValueKind.String } value ? value.GetBytesFromBase64() : [];
}
