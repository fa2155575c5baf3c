using System.Text.Encodings.Web;
using System.Text.Json;
using Tender.Testing;
using Xunit;

namespace Tender.Sealing.Tests;

/// <summary>
/// Own vectors: a test makes them again and compares. With TENDER_FREEZE=1 it writes them instead, once, before a release of the
/// format; a change of the format needs a new version number, not new vectors.
/// </summary>
internal static class Frozen
{
    private static readonly JsonSerializerOptions Shape = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
    };

    public static void AssertJson(string path, object value) =>
        Assert.Equal(
            Stored(path, [.. JsonSerializer.SerializeToUtf8Bytes(value, Shape), (byte)'\n']),
            JsonSerializer.Serialize(value, Shape) + "\n"
        );

    public static void AssertBytes(string path, byte[] value)
    {
        Write(path, value);
        Assert.Equal(OwnVectors.Bytes(path), value);
    }

    public static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);

    private static string Stored(string path, byte[] value)
    {
        Write(path, value);
        return OwnVectors.Text(path);
    }

    private static void Write(string path, byte[] value)
    {
        if (Environment.GetEnvironmentVariable("TENDER_FREEZE") == "1")
            File.WriteAllBytes(OwnVectors.Path(path), value);
    }
}
