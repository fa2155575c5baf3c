using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tender.Sealing;

/// <summary>An upload of the caller.</summary>
public sealed record UploadFacts
{
    /// <summary>Random, 32 hex characters.</summary>
    public required string Id { get; init; }

    /// <summary>Declared length, bytes.</summary>
    public required long Length { get; init; }

    /// <summary>Bytes that are durable.</summary>
    public required long Offset { get; init; }

    /// <summary>Where it stands.</summary>
    public required UploadState State { get; init; }

    /// <summary>SHA-256 of the file's header, when stored.</summary>
    public byte[]? HeaderHash { get; init; }

    /// <summary>Root of the file's tree, when stored.</summary>
    public byte[]? TreeRoot { get; init; }

    /// <summary>Leaves of the file's tree, when stored.</summary>
    public long? LeafCount { get; init; }

    /// <summary>Code of what is wrong (ET-3nnn), when refused.</summary>
    public string? Problem { get; init; }
}

/// <summary>Where an upload stands.</summary>
[JsonConverter(typeof(NamedConverter<UploadState>))]
public enum UploadState
{
    /// <summary>Bytes are missing.</summary>
    [JsonStringEnumMemberName("receiving")]
    Receiving,

    /// <summary>All bytes are there and the structure is right; it is not submitted.</summary>
    [JsonStringEnumMemberName("stored")]
    Stored,

    /// <summary>The structure is wrong.</summary>
    [JsonStringEnumMemberName("refused")]
    Refused,
}

/// <summary>The answer to a statement that counts.</summary>
/// <param name="ReceiptNo">Random, 16 bytes.</param>
/// <param name="Verdict">Accepted.</param>
/// <param name="Receipt">The vault's signed receipt (CMS of <see cref="VaultReceipt"/>).</param>
public sealed record SubmissionAnswer(byte[] ReceiptNo, VaultVerdict Verdict, ReadOnlyMemory<byte> Receipt);

/// <summary>A submission of the caller.</summary>
public sealed record SubmissionFacts
{
    /// <summary>Random, 16 bytes.</summary>
    public required byte[] ReceiptNo { get; init; }

    /// <summary>What was declared.</summary>
    public required StatementAction Action { get; init; }

    /// <summary>What became of it.</summary>
    public required SubmissionState State { get; init; }

    /// <summary>The bidder's statement (CMS).</summary>
    public required ReadOnlyMemory<byte> Statement { get; init; }

    /// <summary>The vault's receipt (CMS).</summary>
    public required ReadOnlyMemory<byte> Receipt { get; init; }

    /// <summary>The offline receipt with its ledger proof (Ledger 6), once the window is proved.</summary>
    public JsonElement? OfflineReceipt { get; init; }

    /// <summary>When the window of the leaf ends; absent for a refusal.</summary>
    public DateTimeOffset? WindowEnd { get; init; }
}

/// <summary>What became of a submission.</summary>
[JsonConverter(typeof(NamedConverter<SubmissionState>))]
public enum SubmissionState
{
    /// <summary>It is the bidder's word.</summary>
    [JsonStringEnumMemberName("current")]
    Current,

    /// <summary>A later version took its place.</summary>
    [JsonStringEnumMemberName("superseded")]
    Superseded,

    /// <summary>It was taken back.</summary>
    [JsonStringEnumMemberName("withdrawn")]
    Withdrawn,

    /// <summary>It never counted.</summary>
    [JsonStringEnumMemberName("refused")]
    Refused,
}
