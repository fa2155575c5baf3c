using System.Text.Json.Serialization;

namespace Tender.Ledger.Verification;

/// <summary>The verdicts of Ledger 7.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Verdict>))]
public enum Verdict
{
    /// <summary>All claims hold; exit code 0.</summary>
    [JsonStringEnumMemberName("VALID")]
    Valid,

    /// <summary>All claims hold on a development chain, which nobody vouches for; exit code 0 with a warning.</summary>
    [JsonStringEnumMemberName("VALID-DEV")]
    ValidDev,

    /// <summary>Anchored late and after the deadline, with a time stamp from before it; exit code 4.</summary>
    [JsonStringEnumMemberName("LATE-WITH-TSA")]
    LateWithTsa,

    /// <summary>A good receipt whose bidder has its last word in no sealed set; exit code 5.</summary>
    [JsonStringEnumMemberName("OMITTED")]
    Omitted,

    /// <summary>A good receipt whose bid the bidder's own later, accepted statement replaced; exit code 11.</summary>
    [JsonStringEnumMemberName("SUPERSEDED")]
    Superseded,

    /// <summary>A good receipt whose bid the bidder's own later, accepted statement withdrew; exit code 12.</summary>
    [JsonStringEnumMemberName("WITHDRAWN")]
    Withdrawn,

    /// <summary>A claim fails; exit code 1.</summary>
    [JsonStringEnumMemberName("FORGED")]
    Forged,

    /// <summary>A part is missing; exit code 2.</summary>
    [JsonStringEnumMemberName("INCOMPLETE")]
    Incomplete,

    /// <summary>The input cannot be read; exit code 3.</summary>
    [JsonStringEnumMemberName("UNREADABLE")]
    Unreadable,
}
