using System.Text.Json.Serialization;

namespace Tender.Rules;

/// <summary>How the days of a minimum period are counted. The issue day itself is never counted (Civil Code 201).</summary>
public enum CountMode
{
    /// <summary>N whole days after the issue day; the earliest target is 00:00 of the day after the Nth.</summary>
    [JsonStringEnumMemberName("fullDays")]
    FullDays,

    /// <summary>The Nth day itself may be the target day. Some regions count so; a region pack says it.</summary>
    [JsonStringEnumMemberName("inclusiveEnd")]
    InclusiveEnd,
}
