using Microsoft.EntityFrameworkCore;
using Tender.Rules;
using Tender.Site.Data;
using Tender.Site.Notices;
using Tender.Site.Registration;

namespace Tender.Site.Questions;

/// <summary>Reads: what is published, for everybody; what waits for a signature, for its publisher.</summary>
public sealed class ReadAmendments(SiteContext data, SectionClocks clocks, TimeProvider clock)
{
    /// <summary>Published amendments, newest first, or null.</summary>
    public async Task<AmendmentsPage?> FindAsync(string no, CancellationToken cancel)
    {
        var section = await data.Set<Section>()
            .AsNoTracking()
            .SingleOrDefaultAsync(s => s.No == no && s.State == SectionState.NoticePublished, cancel);
        if (section is null)
        {
            return null;
        }

        var changes = await data.Set<SectionChange>()
            .AsNoTracking()
            .Where(c => c.SectionId == section.Id)
            .OrderByDescending(c => c.Number)
            .ToListAsync(cancel);
        var amendments = await data.Set<Amendment>()
            .AsNoTracking()
            .Where(a => a.SectionId == section.Id && a.PublishedAt != null)
            .OrderByDescending(a => a.Number)
            .ToListAsync(cancel);
        return new AmendmentsPage(section, amendments, changes);
    }

    /// <summary>The desk of an own section, or null.</summary>
    public async Task<AmendPage?> FindOwnAsync(string no, Viewer agent, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(agent);
        var section = await data.Set<Section>()
            .AsNoTracking()
            .SingleOrDefaultAsync(
                s => s.No == no && s.AgentId == agent.OrganisationId && s.State == SectionState.NoticePublished,
                cancel
            );
        if (section is null)
        {
            return null;
        }

        var open = await data.Set<Amendment>()
            .AsNoTracking()
            .SingleOrDefaultAsync(a => a.SectionId == section.Id && a.PublishedAt == null, cancel);
        var now = clock.GetUtcNow();
        var runs = section.PausedAt is null && now < section.Deadline;
        if (open is null || !runs)
        {
            return new AmendPage(section, open is null ? new AmendmentForm() : AmendmentForm.Of(open), null)
            {
                Runs = runs,
            };
        }

        var bound = clocks.AfterAmendment(section, now, open.AffectsBids);
        return new AmendPage(section, AmendmentForm.Of(open), open)
        {
            Runs = true,
            Bound = bound,
            Deadline = clocks.Later(bound, open.LaterDeadline),
            Hash = AmendmentContent.Of(section, open).Hash,
        };
    }
}

/// <summary>Published amendments and every change of the deadline.</summary>
public sealed record AmendmentsPage(
    Section Section,
    IReadOnlyList<Amendment> Amendments,
    IReadOnlyList<SectionChange> Changes
)
{
    public ClockBound? WhyOf(Amendment amendment)
    {
        ArgumentNullException.ThrowIfNull(amendment);
        return Changes.FirstOrDefault(c => c.CauseId == amendment.Id)?.Bound;
    }
}

/// <summary>The desk: the form, and what would be signed.</summary>
public sealed record AmendPage(Section Section, AmendmentForm Form, Amendment? Written)
{
    /// <summary>Whether anything can be amended now.</summary>
    public bool Runs { get; init; }

    /// <summary>How T' is computed if it were published now.</summary>
    public ClockBound? Bound { get; init; }

    public DateTimeOffset? Deadline { get; init; }

    public byte[]? Hash { get; init; }

    /// <summary>Refusal of the last try to publish.</summary>
    public IReadOnlyList<Finding> Refusals { get; init; } = [];
}
