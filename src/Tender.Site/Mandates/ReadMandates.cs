using Microsoft.EntityFrameworkCore;
using Tender.Site.Data;
using Tender.Site.Registration;

namespace Tender.Site.Mandates;

/// <summary>Reads: whether an agent may act for a tenderee, and both sides' own lists.</summary>
public sealed class ReadMandates(SiteContext data)
{
    /// <summary>
    /// Whether the agent may act for the tenderee in any of its projects at this instant. A mandate for one named project does not answer
    /// this: ask <see cref="HoldsForAsync"/> with the project.
    /// </summary>
    public Task<bool> HoldsAsync(
        Guid agentOrganisationId,
        Guid tendereeOrganisationId,
        DateTimeOffset now,
        CancellationToken cancel
    ) => Holding(agentOrganisationId, tendereeOrganisationId, now).AnyAsync(m => m.Project == null, cancel);

    /// <summary>Whether the agent may act for the tenderee in the project of this name: by a mandate for it, or for all projects.</summary>
    public Task<bool> HoldsForAsync(
        Guid agentOrganisationId,
        Guid tendereeOrganisationId,
        string project,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var name = MandateForm.Named(project);
        return Holding(agentOrganisationId, tendereeOrganisationId, now)
            .AnyAsync(m => m.Project == null || m.Project == name, cancel);
    }

    /// <summary>All mandates that the organisation granted or got, newest first.</summary>
    public async Task<List<MandateView>> ListAsync(Viewer viewer, CancellationToken cancel) =>
        await Views(data.Set<Mandate>().Where(OwnOf(viewer.OrganisationId)).OrderByDescending(m => m.GrantedAt))
            .ToListAsync(cancel);

    /// <summary>One of them, or null.</summary>
    public Task<MandateView?> FindAsync(Guid id, Viewer viewer, CancellationToken cancel) =>
        Views(data.Set<Mandate>().Where(OwnOf(viewer.OrganisationId)).Where(m => m.Id == id))
            .SingleOrDefaultAsync(cancel);

    private IQueryable<Mandate> Holding(Guid agent, Guid tenderee, DateTimeOffset now) =>
        data.Set<Mandate>()
            .Where(m =>
                m.AgentId == agent
                && m.TendereeId == tenderee
                && m.StartsAt <= now
                && now < m.EndsAt
                && (m.RevokedAt == null || now < m.RevokedAt)
            );

    private static System.Linq.Expressions.Expression<Func<Mandate, bool>> OwnOf(Guid own) =>
        m => m.TendereeId == own || m.AgentId == own;

    private IQueryable<MandateView> Views(IQueryable<Mandate> mandates) =>
        from mandate in mandates.AsNoTracking()
        join tenderee in data.Set<Organisation>() on mandate.TendereeId equals tenderee.Id
        join agent in data.Set<Organisation>() on mandate.AgentId equals agent.Id
        select new MandateView(mandate, tenderee, agent);
}

/// <summary>A mandate with the names of both sides.</summary>
public sealed record MandateView(Mandate Mandate, Organisation Tenderee, Organisation Agent);
