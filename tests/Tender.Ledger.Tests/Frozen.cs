using System.Text.Encodings.Web;
using System.Text.Json;
using Tender.Testing;
using Xunit;

namespace Tender.Ledger.Tests;

/// <summary>
/// Own vectors of <c>tests/vectors/ledger</c>: a test makes them again and compares; a second program in JavaScript checks them. With
/// TENDER_FREEZE=1 they are written, once, before a release of the format.
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

    internal static void AssertJson(string name, object value)
    {
        var made = JsonSerializer.Serialize(value, Shape) + "\n";
        var path = OwnVectors.Path($"ledger/{name}");
        if (Environment.GetEnvironmentVariable("TENDER_FREEZE") == "1")
            File.WriteAllText(path, made);
        Assert.Equal(File.ReadAllText(path), made);
    }
}
