namespace Tender.Rules;

/// <summary>What the rules of a tender plan look at. Empty texts and nulls are what is still missing.</summary>
public sealed record PlanFacts
{
    /// <summary>Name of the project.</summary>
    public required string ProjectName { get; init; }

    /// <summary>Code of the investment project at the approving authority.</summary>
    public required string InvestmentProjectCode { get; init; }

    /// <summary>Number of the approval or filing.</summary>
    public required string ApprovalDocument { get; init; }

    /// <summary>Name of the tenderee.</summary>
    public required string Tenderee { get; init; }

    /// <summary>Where the works or the delivery take place.</summary>
    public required string Location { get; init; }

    /// <summary>What is to be tendered, and how much of it.</summary>
    public required string ContentAndScale { get; init; }

    /// <summary>Where the money comes from.</summary>
    public required string FundSource { get; init; }

    /// <summary>Estimated amount, fen.</summary>
    public required long? EstimateFen { get; init; }

    /// <summary>First day of the month in which the notice is planned.</summary>
    public required DateOnly? PlannedNoticeMonth { get; init; }

    /// <summary>How it will be tendered.</summary>
    public required string Method { get; init; }

    /// <summary>Where the trade takes place.</summary>
    public required string TradingPlace { get; init; }

    /// <summary>The supervising authority.</summary>
    public required string Supervisor { get; init; }

    /// <summary>Contact of the tenderee.</summary>
    public required string Contact { get; init; }

    /// <summary>The sentence that a plan is no invitation .</summary>
    public required string Disclaimer { get; init; }
}
