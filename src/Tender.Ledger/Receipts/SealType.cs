using System.Text.Json.Serialization;

namespace Tender.Ledger.Receipts;

/// <summary>Who vouches for a block.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SealType>))]
public enum SealType
{
    /// <summary>At least two thirds of the validators signed the block (QBFT).</summary>
    [JsonStringEnumMemberName("qbft")]
    Qbft,

    /// <summary>Independent witnesses cosigned the head; a later step (Ledger 12).</summary>
    [JsonStringEnumMemberName("witness")]
    Witness,

    /// <summary>Nobody: a development chain with one node. Evidence is what parties hold, not the node.</summary>
    [JsonStringEnumMemberName("dev")]
    Dev,
}
