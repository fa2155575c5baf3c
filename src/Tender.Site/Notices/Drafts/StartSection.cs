using Microsoft.EntityFrameworkCore;
using Tender.Sealing;
using Tender.Site.Audit;
using Tender.Site.Data;
using Tender.Site.Plans;
using Tender.Site.Registration;
using Tender.Site.Shared.Faults;

namespace Tender.Site.Notices;

/// <summary>
/// Starts a draft from something else: from a published plan (row 5 of the state table), or as one more section of the same project. The id
/// comes with the form, so that a double click makes one draft.
/// </summary>
public sealed class StartSection(
    SiteContext data,
    AuditTrail audit,
    StandardTerms terms,
    TimeProvider clock,
    IRandom random
)
{
    /// <summary>A draft with what the plan says.</summary>
    /// <returns>Its number.</returns>
    /// <exception cref="Refused">ET-4003 the plan is not in force; ET-4004 it is not there, or another's.</exception>
    public async Task<string> FromPlanAsync(string planNo, Guid id, Viewer agent, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(agent);
        await using var transaction = await data.Database.BeginTransactionAsync(cancel);
        if (await FindAsync(id, agent, cancel) is { } there)
        {
            return there;
        }

        var plan =
            await data.Set<Plan>()
                .Include(p => p.Versions)
                .SingleOrDefaultAsync(p => p.No == planNo && p.AgentId == agent.OrganisationId, cancel)
            ?? throw new Refused("ET-4004");
        if (plan.State != PlanState.PlanPublished)
        {
            throw new Refused("ET-4003");
        }

        var section = await NewAsync(id, agent, cancel);
        var version = plan.Versions.Single(v => v.Number == plan.Current);
        section.PlanId = plan.Id;
        section.Title = version.ProjectName;
        section.TendereeName = version.TendereeName;
        section.TendereeCode = version.TendereeCode;
        section.Trade = version.Trade;
        section.Mandatory = version.Mandatory;
        section.StateFunded = version.StateFunded;
        section.Place = version.Location;
        section.Scope = version.ContentAndScale;
        section.FundSource = version.FundSource;
        section.Contact = version.Contact;
        section.Method = version.Method;
        terms.WriteTo(section);
        return await SaveAsync(section, "notices.start-from-plan", planNo, agent, cancel);
    }

    /// <summary>One more section of the project of a draft or a published section, with its facts and terms but no documents and no deadline.</summary>
    /// <returns>Its number.</returns>
    /// <exception cref="Refused">ET-4003 the other one is published without a project; ET-4004 it is not there, or another's.</exception>
    public async Task<string> BesideAsync(string no, Guid id, Viewer agent, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(agent);
        await using var transaction = await data.Database.BeginTransactionAsync(cancel);
        if (await FindAsync(id, agent, cancel) is { } there)
        {
            return there;
        }

        await data.Database.ExecuteSqlAsync($"select from section where no = {no} for update", cancel);
        var first =
            await data.Set<Section>().SingleOrDefaultAsync(s => s.No == no && s.AgentId == agent.OrganisationId, cancel)
            ?? throw new Refused("ET-4004");
        if (first.ProjectId is null)
        {
            first.DemandDraft();
            first.ProjectId = await NewProjectAsync(first, agent, cancel);
        }

        var section = await NewAsync(id, agent, cancel);
        var form = FactsForm.Of(first);
        (form.DeadlineDate, form.DeadlineTime) = (null, null);
        form.WriteTo(section);
        TermsForm.Of(first).WriteTo(section);
        (section.PlanId, section.ProjectId) = (first.PlanId, first.ProjectId);
        return await SaveAsync(section, "notices.start-beside", no, agent, cancel);
    }

    private async Task<string?> FindAsync(Guid id, Viewer agent, CancellationToken cancel)
    {
        if (id == Guid.Empty)
        {
            throw new Refused("ET-1900");
        }

        // A double click sends the form twice at the same moment: the second waits here, then finds the draft of the first.
        await data.Database.ExecuteSqlAsync(
            $"select pg_advisory_xact_lock(hashtextextended({id.ToString()}, 0))",
            cancel
        );
        var there = await data.Set<Section>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancel);
        return there is null || there.AgentId == agent.OrganisationId ? there?.No : throw new Refused("ET-4001");
    }

    private async Task<Section> NewAsync(Guid id, Viewer agent, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        return new Section
        {
            Id = id,
            No = await data.NextNoAsync("section_no", 'T', now, cancel),
            AgentId = agent.OrganisationId,
            CreatedAt = now,
            ChangedAt = now,
        };
    }

    private async Task<Guid> NewProjectAsync(Section first, Viewer agent, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var project = new Project
        {
            Id = random.NewId(),
            No = await data.NextNoAsync("project_no", 'J', now, cancel),
            AgentId = agent.OrganisationId,
            Title = first.Title,
            CreatedAt = now,
        };
        data.Add(project);
        first.ChangedAt = now;
        // The row of the project must be there before a section points at it.
        await data.SaveChangesAsync(cancel);
        return project.Id;
    }

    private async Task<string> SaveAsync(Section section, string act, string of, Viewer agent, CancellationToken cancel)
    {
        data.Add(section);
        await data.SaveChangesAsync(cancel);
        await audit.AppendAsync(
            new AuditEntry(section.CreatedAt, agent.OrgCode, agent.Certificate, act, section.No, new { of }),
            cancel
        );
        await data.Database.CurrentTransaction!.CommitAsync(cancel);
        return section.No;
    }
}
