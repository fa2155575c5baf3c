using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tender.Sealing;

/// <summary>A statement that was sent, or is about to be, and what came back.</summary>
public sealed record KeyFileSubmission
{
    /// <summary>Key of the call, 16 bytes: asked again with it, the vault gives the original receipt.</summary>
    public required byte[] IdempotencyKey { get; init; }

    /// <summary>The signed statement, CMS.</summary>
    [JsonConverter(typeof(Base64Converter))]
    public required byte[] Statement { get; init; }

    /// <summary>The vault's receipt or refusal, CMS; null while the result is unknown.</summary>
    [JsonConverter(typeof(Base64Converter))]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required byte[]? Receipt { get; init; }

    /// <summary>Number of the receipt; null while the result is unknown and for a refusal.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required string? ReceiptNo { get; init; }

    /// <summary>The receipt with its ledger proof, as the vault gave it; null until it was fetched.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required JsonElement? OfflineReceipt { get; init; }
}
