using Microsoft.EntityFrameworkCore;
using Tender.Rules;
using Tender.Site.Data;
using Tender.Site.Registration;
using Tender.Site.Shared.Forms;

namespace Tender.Site.Plans;

/// <summary>What an organisation reads of its own plans. Another's looks like a missing one.</summary>
public sealed class ReadOwnPlans(SiteContext data, PlanRules rules, PlanCheck check, TimeProvider clock)
{
    /// <summary>Own plans, last changed first.</summary>
    public Task<List<DeskPlan>> ListAsync(Viewer agent, CancellationToken cancel) =>
        (
            from p in data.Set<Plan>()
            where p.AgentId == agent.OrganisationId
            orderby p.ChangedAt descending
            select new DeskPlan(
                p.No,
                p.Versions.OrderByDescending(v => v.Number).First().ProjectName,
                p.State,
                p.State == PlanState.PlanPublished && p.Versions.Any(v => v.PublishedAt == null),
                p.ChangedAt
            )
        )
            .Take(200)
            .ToListAsync(cancel);

    /// <summary>An own plan, or null.</summary>
    public async Task<DeskPlanPage?> FindAsync(string no, Viewer agent, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(agent);
        if (await OwnAsync(no, agent, cancel) is not { } plan)
        {
            return null;
        }

        var current = plan.Versions.Find(v => v.Number == plan.Current);
        var version = plan.Open ?? current!;
        var findings = plan.Open is null ? [] : await check.FindAsync(version, agent, clock.GetUtcNow(), cancel);
        return new DeskPlanPage(plan, version, findings, check.Content(plan, version))
        {
            NoticeFrom = plan.ClockFrom is { } from ? rules.NoticeFrom(from, plan.Waiver) : null,
            Changes =
                plan.Open is not null && current is not null
                    ? FieldDifference.Between(PlanForm.Of(current), PlanForm.Of(version))
                    : [],
            AsksForClockReason =
                plan.Open is not null && current is not null && rules.Restarts(current.Facts(), version.Facts()),
        };
    }

    /// <summary>A decision on an own plan as far as it is written, or null when there is no such plan.</summary>
    public async Task<DecisionPage?> DecisionAsync(string no, string kind, Viewer agent, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(agent);
        if (await OwnAsync(no, agent, cancel) is not { } plan || plan.State == PlanState.PlanDraft)
        {
            return null;
        }

        var written = await data.Set<PlanDecision>()
            .AsNoTracking()
            .SingleOrDefaultAsync(d => d.PlanId == plan.Id && d.Kind == kind, cancel);
        var name = plan.Versions.Single(v => v.Number == plan.Current).ProjectName;
        return new DecisionPage(
            plan,
            name,
            kind,
            written?.Reason ?? "",
            written is { SignedAt: null } ? PlanContent.Of(plan, written) : null
        );
    }

    private Task<Plan?> OwnAsync(string no, Viewer agent, CancellationToken cancel) =>
        data.Set<Plan>()
            .AsNoTracking()
            .Include(p => p.Versions)
            .SingleOrDefaultAsync(p => p.No == no && p.AgentId == agent.OrganisationId, cancel);
}
