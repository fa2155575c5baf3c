using System.Text.Json.Serialization;

namespace Tender.Sealing;

/// <summary>What a bidder declares; the numbers are those of the ledger's commitment (Ledger 4).</summary>
[JsonConverter(typeof(NamedConverter<StatementAction>))]
public enum StatementAction
{
    /// <summary>The first version of a bid.</summary>
    [JsonStringEnumMemberName("submit")]
    Submit = 1,

    /// <summary>A later version; the last one before the deadline counts.</summary>
    [JsonStringEnumMemberName("replace")]
    Replace = 2,

    /// <summary>The bid is taken back.</summary>
    [JsonStringEnumMemberName("withdraw")]
    Withdraw = 3,
}
