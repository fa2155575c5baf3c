using System.Text.Json;

namespace Tender.Cli.Clocks;

/// <summary>One line that <c>tender clock</c> prints. Members without a value are left out.</summary>
internal sealed record ClockAnswer
{
    public required JsonElement Id { get; init; }

    /// <summary>First lawful instant, UTC+8.</summary>
    public string? Earliest { get; init; }

    /// <summary>Last lawful second, UTC+8.</summary>
    public string? Latest { get; init; }

    /// <summary>Whether <c>proposedAt</c> is lawful.</summary>
    public bool? Allowed { get; init; }

    public required string Rule { get; init; }

    public required IReadOnlyList<string> Cites { get; init; }

    /// <summary>The period stands still and has no end yet.</summary>
    public bool? Suspended { get; init; }

    /// <summary>The calendar does not reach that day.</summary>
    public bool? Provisional { get; init; }
}
