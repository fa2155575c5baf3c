using System.Text.Json.Serialization;

namespace Tender.Ledger.Verification;

/// <summary>What one check found.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CheckOutcome>))]
public enum CheckOutcome
{
    /// <summary>It holds.</summary>
    [JsonStringEnumMemberName("passed")]
    Passed,

    /// <summary>It does not hold.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>What it needs is not there, though it is asked for.</summary>
    [JsonStringEnumMemberName("missing")]
    Missing,

    /// <summary>It holds, and a reader should look at it.</summary>
    [JsonStringEnumMemberName("noted")]
    Noted,

    /// <summary>It does not apply to this input; nothing is claimed.</summary>
    [JsonStringEnumMemberName("notAsked")]
    NotAsked,
}
