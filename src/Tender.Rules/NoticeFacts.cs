namespace Tender.Rules;

/// <summary>What the rules of a notice look at. Empty texts and nulls are what is still missing.</summary>
public sealed record NoticeFacts
{
    /// <summary>Name of the section.</summary>
    public required string Title { get; init; }

    /// <summary>Name of the tenderee.</summary>
    public required string Tenderee { get; init; }

    /// <summary>Where the works or delivery take place.</summary>
    public required string Place { get; init; }

    /// <summary>Nature and quantity of what is tendered.</summary>
    public required string Scope { get; init; }

    /// <summary>What is asked of bidders.</summary>
    public required string Qualification { get; init; }

    /// <summary>Construction or delivery period, days.</summary>
    public required int? PeriodDays { get; init; }

    /// <summary>Contact of the tenderee or agent.</summary>
    public required string Contact { get; init; }

    /// <summary>T.</summary>
    public required DateTimeOffset? Deadline { get; init; }

    /// <summary>How many documents go out with the notice.</summary>
    public required int Documents { get; init; }
}
