using System.IO.Compression;
using System.Text.Json;
using Tender.Testing;

namespace Tender.Ledger.Tests.Evm;

/// <summary>Vectors as JSON, packed or not.</summary>
internal static class JsonVectors
{
    internal static JsonElement Read(string relative)
    {
        using var file = File.OpenRead(Vectors.Path(relative));
        using var stream = relative.EndsWith(".gz", StringComparison.Ordinal)
            ? (Stream)new GZipStream(file, CompressionMode.Decompress)
            : file;
        return JsonDocument.Parse(stream).RootElement;
    }

    internal static string Text(this JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
