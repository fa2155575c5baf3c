using System.Text.Json.Serialization;

namespace Tender.Rules;

/// <summary>How the days of a period are counted. The day of the event itself is never counted (Civil Code 201).</summary>
public enum CountMode
{
    /// <summary>N whole days after the day of the event; the earliest target is 00:00 of the day after the Nth. Holidays never shorten it.</summary>
    [JsonStringEnumMemberName("fullDays")]
    FullDays,

    /// <summary>The Nth day itself may be the target day. Some regions count so; a region pack says it.</summary>
    [JsonStringEnumMemberName("inclusiveEnd")]
    InclusiveEnd,

    /// <summary>As <see cref="FullDays"/>, but the last counted day is no rest day: then it moves to the next day that is none.</summary>
    [JsonStringEnumMemberName("fullDaysRest")]
    FullDaysRest,

    /// <summary>Somebody must act within N days: until 24:00 of day N, or of the next day that is no rest day (Civil Code 203).</summary>
    [JsonStringEnumMemberName("actBy")]
    ActBy,

    /// <summary>N days before an instant: until 24:00 of its date less N. Never shifted.</summary>
    [JsonStringEnumMemberName("backward")]
    Backward,

    /// <summary>Only days that are no rest days count; until 24:00 of the Nth.</summary>
    [JsonStringEnumMemberName("workingDays")]
    WorkingDays,
}
