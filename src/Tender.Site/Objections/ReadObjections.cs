using Microsoft.EntityFrameworkCore;
using Tender.Rules;
using Tender.Site.Data;
using Tender.Site.Notices;
using Tender.Site.Registration;

namespace Tender.Site.Objections;

/// <summary>Reads: everybody sees that an objection waits and since when, its words together with the reply; nobody sees whose it is.</summary>
public sealed class ReadObjections(SiteContext data, SectionClocks clocks, Standstill standstill, TimeProvider clock)
{
    /// <summary>Objections, orders and pauses of a published section, or null.</summary>
    public async Task<ObjectionsPage?> FindAsync(string no, CancellationToken cancel)
    {
        var section = await data.Set<Section>()
            .AsNoTracking()
            .SingleOrDefaultAsync(s => s.No == no && s.State == SectionState.NoticePublished, cancel);
        if (section is null)
        {
            return null;
        }

        var objections = await data.Set<Objection>()
            .AsNoTracking()
            .Where(o => o.SectionId == section.Id)
            .OrderByDescending(o => o.FiledAt)
            .ToListAsync(cancel);
        var orders = await (
            from o in data.Set<SupervisorOrder>().AsNoTracking()
            join a in data.Set<Organisation>() on o.AuthorityId equals a.Id
            where o.SectionId == section.Id
            orderby o.SignedAt descending
            select new OrderLine(o, a.Name)
        ).ToListAsync(cancel);
        return new ObjectionsPage(section, objections, orders, clocks.ObjectionsUntil(section), clock.GetUtcNow())
        {
            Stands = await standstill.StandingAsync(section.Id, cancel) is not null,
        };
    }

    /// <summary>The desk of an own section, or null.</summary>
    public async Task<ObjectionsPage?> FindOwnAsync(string no, Viewer agent, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(agent);
        return await FindAsync(no, cancel) is { } page && page.Section.AgentId == agent.OrganisationId ? page : null;
    }
}

/// <summary>An order with the name of its authority.</summary>
public sealed record OrderLine(SupervisorOrder Order, string Authority);

/// <summary>Objections, orders and pauses of a section.</summary>
public sealed record ObjectionsPage(
    Section Section,
    IReadOnlyList<Objection> Objections,
    IReadOnlyList<OrderLine> Orders,
    ClockBound Until,
    DateTimeOffset Now
)
{
    /// <summary>Whether an order to pause stands.</summary>
    public bool Stands { get; init; }

    public bool IsInTime => Until.Allows(Now);

    /// <summary>Whether anything can still be filed.</summary>
    public bool IsOpen => Section.PausedAt is not null || Now < Section.Deadline;

    public IEnumerable<Objection> Waiting => Objections.Where(o => o.RepliedAt is null).Reverse();

    public IEnumerable<Objection> Answered => Objections.Where(o => o.RepliedAt is not null);
}

/// <summary>A form of this slice; once it was checked, what would be signed.</summary>
/// <param name="Objections">The section.</param>
/// <param name="Form">What was typed.</param>
/// <param name="Content">What would be signed, or null while it is typed.</param>
public sealed record ObjectionFormPage(ObjectionsPage Objections, ObjectionForm Form, SignedText? Content)
{
    /// <summary>The objection that is answered.</summary>
    public Objection? Answers { get; init; }

    /// <summary>Refusal of the last try to sign.</summary>
    public IReadOnlyList<Finding> Refusals { get; init; } = [];
}
