namespace Tender.Rules;

/// <summary>
/// The edge of a period. <see cref="Earliest"/>: acts are lawful from that instant on. <see cref="Before"/>: acts are lawful strictly before it.
/// </summary>
public sealed record ClockBound
{
    /// <summary>The clock, such as <c>docsToDeadline</c>.</summary>
    public required string Clock { get; init; }

    /// <summary>The rule that it belongs to, <c>R-nnn</c>.</summary>
    public required string Rule { get; init; }

    /// <summary>First lawful instant, UTC; null for a period that ends.</summary>
    public DateTimeOffset? Earliest { get; init; }

    /// <summary>First instant that is too late, UTC; null for a period that must have passed, or that is suspended.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>Whether the period stands still now and its end is not known (a complaint while an objection is unanswered).</summary>
    public bool Suspended { get; init; }

    /// <summary>Whether rest days beyond the known calendar may still move it.</summary>
    public bool Provisional { get; init; }

    /// <summary>What it was computed from.</summary>
    public required ClockBasis Basis { get; init; }

    /// <summary>The last whole second in which the act is lawful, or null.</summary>
    public DateTimeOffset? LastSecond => Before?.AddSeconds(-1);

    /// <summary>Whether an act at an instant keeps the period.</summary>
    public bool Allows(DateTimeOffset instant) =>
        (Earliest is null || instant >= Earliest) && (Before is null || instant < Before);
}

/// <summary>Why a date is what it is: what pages show behind "为什么".</summary>
/// <param name="From">What started the period.</param>
/// <param name="Days">Its length.</param>
/// <param name="Count">How days were counted.</param>
/// <param name="LastDay">Start of the last counted day, UTC.</param>
/// <param name="Calendar">Version of the calendar.</param>
/// <param name="Pack">Name and version of the rule pack.</param>
public sealed record ClockBasis(
    DateTimeOffset From,
    int Days,
    CountMode Count,
    DateTimeOffset LastDay,
    string Calendar,
    string Pack
);
