using Tender.Rules;
using Tender.Sealing;
using Tender.Site.Plans;

namespace Tender.Site.Notices;

/// <summary>A line of the public list.</summary>
public sealed record NoticeLine(
    string No,
    string Title,
    string Tenderee,
    Trade Trade,
    string Place,
    DateTimeOffset PublishedAt,
    DateTimeOffset Deadline
);

/// <summary>The public list.</summary>
public sealed record NoticeListPage(
    IReadOnlyList<NoticeLine> Lines,
    string Search,
    int Page,
    bool HasNext,
    DateTimeOffset Now
);

/// <summary>A published notice as everybody sees it.</summary>
public sealed record NoticePage(Section Section, string AgentName, string AgentCode)
{
    /// <summary>The vault's time.</summary>
    public DateTimeOffset Now { get; init; }

    /// <summary>What the vault says of the section; null when it cannot be reached or does not know it yet.</summary>
    public TenderFacts? Vault { get; init; }

    /// <summary>The plan that it follows.</summary>
    public Plan? Plan { get; init; }

    /// <summary>Published sections of the same project, itself included; empty when it is alone.</summary>
    public IReadOnlyList<SiblingLine> Siblings { get; init; } = [];

    /// <summary>The custodians, once a key set is bound.</summary>
    public KeySetFacts? KeySet { get; init; }

    public DateTimeOffset Deadline => Section.Deadline!.Value;

    /// <summary>While it stands still the deadline cannot pass: the vault holds it.</summary>
    public bool IsPaused => Section.PausedAt is not null;

    public bool IsOver => !IsPaused && Now >= Deadline;

    /// <summary>What changed since the publication, oldest first.</summary>
    public IReadOnlyList<SectionChange> Changes { get; init; } = [];

    /// <summary>The last move of the deadline, or null.</summary>
    public SectionChange? Moved => Changes.LastOrDefault(c => c.Deadline > c.DeadlineBefore);

    public IEnumerable<SectionDocument> Documents => Section.Documents.OrderBy(d => d.Name, StringComparer.Ordinal);
}

/// <summary>A section of the same project.</summary>
public sealed record SiblingLine(string No, string Title);

/// <summary>A line of an agent's desk.</summary>
public sealed record DeskLine(
    string No,
    string Title,
    SectionState State,
    DateTimeOffset? Deadline,
    DateTimeOffset ChangedAt
);

/// <summary>A draft on the desk: tasks, findings, and what would be signed.</summary>
public sealed record DraftPage(
    Section Section,
    IReadOnlyList<Finding> Findings,
    NoticeContent Content,
    ClockBound Deadline,
    DateTimeOffset Earliest
)
{
    /// <summary>The plan that it follows.</summary>
    public Plan? Plan { get; init; }

    /// <summary>From when on the notice may follow the plan.</summary>
    public ClockBound? NoticeFrom { get; init; }

    /// <summary>Id of the draft that the button for one more section starts.</summary>
    public Guid NextId { get; init; }

    /// <summary>Refusal of the last try to publish.</summary>
    public IReadOnlyList<Finding> Refusals { get; init; } = [];

    public bool HasFinding(params string[] rules) => Findings.Any(f => rules.Contains(f.RuleId));
}
