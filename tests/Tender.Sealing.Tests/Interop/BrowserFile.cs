using System.Text.Json;
using System.Text.Json.Serialization;
using Tender.Testing;

namespace Tender.Sealing.Tests.Interop;

/// <summary>One entry of <c>tests/vectors/sbid1/js/files.json</c>.</summary>
public sealed record BrowserFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new HexConverter() },
    };

    public required string Name { get; init; }
    public required ulong Seed { get; init; }
    public required bool Padded { get; init; }
    public required IReadOnlyList<BrowserPart> Parts { get; init; }
    public required byte[] TenderRef { get; init; }
    public required Guid Lot { get; init; }
    public required byte[] DocHash { get; init; }
    public required byte[] KeySetId { get; init; }
    public required byte[] PrivateKey { get; init; }
    public required byte[] PublicKey { get; init; }
    public required byte[] BidNonce { get; init; }
    public required string Uscc { get; init; }
    public required DateTimeOffset SealedAt { get; init; }
    public required byte[] HeaderHash { get; init; }
    public required byte[] TreeRoot { get; init; }
    public required long FileSize { get; init; }
    public required long LeafCount { get; init; }
    public required IReadOnlyList<BrowserSecret> Secrets { get; init; }

    [JsonIgnore]
    public byte[] Bytes => OwnVectors.Bytes($"sbid1/js/{Name}.sbid");

    public static IReadOnlyList<BrowserFile> All() =>
        JsonSerializer.Deserialize<List<BrowserFile>>(OwnVectors.Text("sbid1/js/files.json"), Options)!;

    public static BrowserFile Named(string name) => All().Single(f => f.Name == name);
}

/// <summary>A part; byte i of its content is <c>(i * 31 + partId) mod 256</c>.</summary>
public sealed record BrowserPart(byte PartId, byte Phase, int Length)
{
    public byte[] Content() => [.. Enumerable.Range(0, Length).Select(i => (byte)(i * 31 + PartId))];
}

/// <summary>S_T of a part.</summary>
public sealed record BrowserSecret(byte PartId, byte[] Secret);
