using System.Text.Json.Serialization;
using Tender.Sealing;

namespace Tender.Ledger.Verification;

/// <summary>
/// The disclosed key of a bid's first part with the sealed segment it opens, so that anybody can read the summary (SBID1 13).
/// </summary>
public sealed record OpenedPart
{
    /// <summary>The bid.</summary>
    public required byte[] Commitment { get; init; }

    /// <summary>K of part 1, 32 bytes.</summary>
    public required byte[] Key { get; init; }

    /// <summary>Path of leaf 1 in the sealed file's tree, lowest sibling first.</summary>
    public required IReadOnlyList<byte[]> Path { get; init; }

    /// <summary>The segment as stored; part 1 has exactly one.</summary>
    [JsonConverter(typeof(Base64Converter))]
    public required byte[] Segment { get; init; }
}
