using System.Text.Json.Serialization;

namespace Tender.Rules;

/// <summary>What a rule does.</summary>
public enum Enforcement
{
    /// <summary>The act is refused.</summary>
    Block,

    /// <summary>A written reason is asked for, stored, and published where the act is public.</summary>
    Warn,

    /// <summary>The platform calculates, nobody types.</summary>
    Compute,

    /// <summary>Kept in the audit chain and shown.</summary>
    Record,
}

/// <summary>How far a source was compared with its text.</summary>
public enum SourceState
{
    /// <summary>Compared.</summary>
    [JsonStringEnumMemberName("verified-text")]
    VerifiedText,

    /// <summary>Not yet.</summary>
    [JsonStringEnumMemberName("from-memory")]
    FromMemory,

    /// <summary>A decision of this project, no law.</summary>
    [JsonStringEnumMemberName("project-design")]
    ProjectDesign,
}

/// <summary>Where a parameter comes from.</summary>
public enum ParameterBasis
{
    /// <summary>The law says the number.</summary>
    [JsonStringEnumMemberName("law")]
    Law,

    /// <summary>This project chose it.</summary>
    [JsonStringEnumMemberName("project-default")]
    ProjectDefault,

    /// <summary>A region or centre chose it.</summary>
    [JsonStringEnumMemberName("local")]
    Local,
}
