using System.Text.Json.Serialization;
using Tender.Ledger.Windows;
using Tender.Sealing;

namespace Tender.Ledger.Verification;

/// <summary>A window after its reveal.</summary>
public sealed record RevealedWindow
{
    /// <summary>Root as anchored.</summary>
    public required byte[] Root { get; init; }

    /// <summary>Commitment to the seed as anchored.</summary>
    public required byte[] PadCommit { get; init; }

    /// <summary>Block time of the anchoring, seconds since 1970 UTC.</summary>
    public required ulong AnchoredAt { get; init; }

    /// <summary>The seed; absent when its day key is lost or the window may not be revealed yet.</summary>
    public byte[]? Seed { get; init; }

    /// <summary>What the real leaves commit to, in any order; bidders appear by their tags.</summary>
    public required IReadOnlyList<CommitmentPreimage> Preimages { get; init; }

    /// <summary>All 4,096 leaves by slot, 131,072 bytes; may be absent. They tell which slot is wrong when the root is.</summary>
    [JsonConverter(typeof(Base64Converter))]
    public byte[]? Leaves { get; init; }
}
