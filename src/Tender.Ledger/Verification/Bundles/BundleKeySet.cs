using System.Text.Json.Serialization;
using Tender.Ledger.Receipts;
using Tender.Sealing;

namespace Tender.Ledger.Verification;

/// <summary>The key set (entry <c>keyset.json</c>), with all that proves it (SBID1 9).</summary>
public sealed record BundleKeySet
{
    /// <summary>The pool, 16 bytes.</summary>
    public required byte[] PoolId { get; init; }

    /// <summary>Number of the key in the pool.</summary>
    public required long Index { get; init; }

    /// <summary>Seats needed.</summary>
    public required int K { get; init; }

    /// <summary>SHA-256 of the pool's policy document.</summary>
    public required byte[] Ext { get; init; }

    /// <summary>The certificate: transcript and n signatures.</summary>
    [JsonConverter(typeof(Base64Converter))]
    public required byte[] Certificate { get; init; }

    /// <summary>Round 1 messages in seat order.</summary>
    [JsonConverter(typeof(Base64ListConverter))]
    public required IReadOnlyList<byte[]> Messages { get; init; }

    /// <summary>CMS messages of the seats' statements in seat order.</summary>
    [JsonConverter(typeof(Base64ListConverter))]
    public required IReadOnlyList<byte[]> Seats { get; init; }
}
