namespace Tender.Rules;

/// <summary>What the rules of a notice look at. Empty texts and nulls are what is still missing.</summary>
public sealed record NoticeFacts
{
    /// <summary>Name of the section.</summary>
    public required string Title { get; init; }

    /// <summary>Name of the tenderee.</summary>
    public required string Tenderee { get; init; }

    /// <summary>Address of the tenderee.</summary>
    public required string TendereeAddress { get; init; }

    /// <summary>Where the works or delivery take place.</summary>
    public required string Place { get; init; }

    /// <summary>Nature of what is tendered: new, rebuilt, repaired, supplied.</summary>
    public required string Nature { get; init; }

    /// <summary>Quantity and scale.</summary>
    public required string Scale { get; init; }

    /// <summary>What is tendered.</summary>
    public required string Scope { get; init; }

    /// <summary>Where the money comes from.</summary>
    public required string FundSource { get; init; }

    /// <summary>What is asked of bidders.</summary>
    public required string Qualification { get; init; }

    /// <summary>Whether consortia may bid; null while nobody has said so.</summary>
    public required bool? Consortium { get; init; }

    /// <summary>Construction or delivery period, days.</summary>
    public required int? PeriodDays { get; init; }

    /// <summary>Contact of the tenderee or agent.</summary>
    public required string Contact { get; init; }

    /// <summary>T.</summary>
    public required DateTimeOffset? Deadline { get; init; }

    /// <summary>When the issue of documents ends; null: at T.</summary>
    public DateTimeOffset? IssueEnd { get; init; }

    /// <summary>Days for which a bid stays valid after T.</summary>
    public required int? ValidityDays { get; init; }

    /// <summary>Bid bond, fen; null: none.</summary>
    public long? BondFen { get; init; }

    /// <summary>Ceiling price, fen; null: none.</summary>
    public long? CeilingFen { get; init; }

    /// <summary>Whether the law demands a tender.</summary>
    public required bool Mandatory { get; init; }

    /// <summary>Whether state funds control or lead.</summary>
    public required bool StateFunded { get; init; }

    /// <summary>The plan that the notice follows; null: none.</summary>
    public PlanStanding? Plan { get; init; }

    /// <summary>How it is tendered.</summary>
    public TenderProcedure Procedure { get; init; } = new();

    /// <summary>Sections of the documents that are written, by the pack's names.</summary>
    public required IReadOnlySet<string> Clauses { get; init; }

    /// <summary>How many documents go out with the notice.</summary>
    public required int Documents { get; init; }

    /// <summary>Whether R-010 asks for a plan: tendered by law, under state funds.</summary>
    public bool DemandsPlan => Mandatory && StateFunded;
}

/// <summary>How a plan stands when the notice wants to follow.</summary>
/// <param name="ClockFrom">When the plan, or the change that restarted its clock, was published.</param>
/// <param name="Waiver">The published exemption.</param>
/// <param name="IsCancelled">A cancelled plan carries no notice.</param>
public sealed record PlanStanding(DateTimeOffset ClockFrom, PlanWaiver? Waiver, bool IsCancelled);

/// <summary>The procedure and what it asks for.</summary>
public sealed record TenderProcedure
{
    /// <summary>Only those who are invited bid.</summary>
    public bool IsInvited { get; init; }

    /// <summary>The approval of inviting .</summary>
    public string InvitedApproval { get; init; } = "";

    /// <summary>How many are invited.</summary>
    public int Invitees { get; init; }

    /// <summary>Applicants are examined before they bid.</summary>
    public bool IsPrequalified { get; init; }

    /// <summary>Until when applications arrive.</summary>
    public DateTimeOffset? ApplyUntil { get; init; }
}
