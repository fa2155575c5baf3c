using Tender.Rules;
using Tender.Site.Shared.Forms;

namespace Tender.Site.Plans;

/// <summary>What the public list is asked for; it stands in the address only.</summary>
public sealed record PlanSearch(string? Q, string? District, string? Sector)
{
    public string Words => (Q ?? "").Trim();

    public bool IsEmpty => Words.Length == 0 && string.IsNullOrEmpty(District) && string.IsNullOrEmpty(Sector);

    /// <summary>The search as a query string, with some of it changed.</summary>
    public string Query(string? district = null, string? sector = null, int page = 1)
    {
        var parts = new List<string>();
        Add("q", Words);
        Add("district", district ?? District);
        Add("sector", sector ?? Sector);
        if (page > 1)
        {
            parts.Add($"page={page}");
        }

        return parts.Count == 0 ? "" : "?" + string.Join('&', parts);

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                parts.Add($"{name}={Uri.EscapeDataString(value)}");
            }
        }
    }
}

/// <summary>A line of the public list.</summary>
public sealed record PlanLine
{
    public required Plan Plan { get; init; }

    public required PlanVersion Version { get; init; }

    public bool IsCancelled => Plan.State == PlanState.PlanCancelled;
}

/// <summary>A word to narrow a search by, and how many plans it leaves.</summary>
public sealed record Facet(string Word, int Count);

/// <summary>The public list.</summary>
public sealed record PlanListPage(
    IReadOnlyList<PlanLine> Lines,
    PlanSearch Search,
    IReadOnlyList<Facet> Districts,
    IReadOnlyList<Facet> Sectors,
    int Page,
    bool HasNext
);

/// <summary>A notice that followed the plan.</summary>
public sealed record PlanNotice(string No, string Title, DateTimeOffset PublishedAt);

/// <summary>A plan as everybody sees it: the version in force, or an older one.</summary>
public sealed record PlanPage(Plan Plan, PlanVersion Version, ClockBound NoticeFrom, IReadOnlyList<PlanNotice> Notices)
{
    public bool IsCurrent => Version.Number == Plan.Current;

    /// <summary>Published versions, newest first.</summary>
    public IEnumerable<PlanVersion> Versions =>
        Plan.Versions.Where(v => v.PublishedAt is not null).OrderByDescending(v => v.Number);

    /// <summary>What the shown version changed in the one before it.</summary>
    public IReadOnlyList<FieldDifference> Changes =>
        Plan.Versions.Find(v => v.Number == Version.Number - 1) is { } before
            ?
            [
                // The notes on a change are shown above its differences.
                .. FieldDifference
                    .Between(PlanForm.Of(before), PlanForm.Of(Version))
                    .Where(d => d.Field is not (nameof(PlanForm.Note) or nameof(PlanForm.ClockReason))),
            ]
            : [];
}

/// <summary>A line of the desk.</summary>
public sealed record DeskPlan(string No, string Name, PlanState State, bool IsChanging, DateTimeOffset ChangedAt);

/// <summary>A plan on the desk: what is being written, what is missing, what would be signed.</summary>
public sealed record DeskPlanPage(Plan Plan, PlanVersion Version, IReadOnlyList<Finding> Findings, PlanContent Content)
{
    /// <summary>Refusal of the last try to sign.</summary>
    public IReadOnlyList<Finding> Refusals { get; init; } = [];

    /// <summary>Id of the notice draft that the button starts.</summary>
    public Guid NextId { get; init; }

    /// <summary>From when on the notice may follow; null before the publication.</summary>
    public ClockBound? NoticeFrom { get; init; }

    /// <summary>What an open change differs in from the version in force.</summary>
    public IReadOnlyList<FieldDifference> Changes { get; init; } = [];

    /// <summary>Whether the change is one that restarts the clock unless a reason keeps it .</summary>
    public bool AsksForClockReason { get; init; }
}

/// <summary>A decision that is being written or signed.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind"><see cref="PlanDecision.Waiver"/> or <see cref="PlanDecision.Cancellation"/>.</param>
/// <param name="Reason">What was written, typed or kept.</param>
/// <param name="Content">What would be signed; null while nothing is written.</param>
public sealed record DecisionPage(Plan Plan, string Name, string Kind, string Reason, PlanContent? Content)
{
    /// <summary>Refusal of the last try to sign.</summary>
    public IReadOnlyList<Finding> Refusals { get; init; } = [];
}
