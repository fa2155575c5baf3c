using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Tender.Sealing;
using Tender.Site.Audit;
using Tender.Site.Data;
using Tender.Site.Registration;
using Tender.Site.Setup;
using Tender.Site.Shared.Faults;

namespace Tender.Site.Plans;

/// <summary>Starts a plan (row 1 of the state table), or saves the version that is being written.</summary>
public sealed class DraftPlan(
    SiteContext data,
    AuditTrail audit,
    IOptions<RegionOptions> region,
    TimeProvider clock,
    IRandom random
)
{
    /// <summary>Starts a plan with the id of the form; the same form again changes nothing.</summary>
    /// <returns>Its number.</returns>
    /// <exception cref="Refused">Findings of the form; ET-4001 the id is somebody else's.</exception>
    public async Task<string> StartAsync(PlanForm form, Viewer agent, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(agent);
        var id = form.Id == Guid.Empty ? random.NewId() : form.Id;
        await using var transaction = await data.Database.BeginTransactionAsync(cancel);
        // A double click sends the form twice at the same moment: the second waits here, then finds the plan of the first.
        await data.Database.ExecuteSqlAsync(
            $"select pg_advisory_xact_lock(hashtextextended({id.ToString()}, 0))",
            cancel
        );
        if (await data.Set<Plan>().SingleOrDefaultAsync(p => p.Id == id, cancel) is { } there)
        {
            return there.AgentId == agent.OrganisationId ? there.No : throw new Refused("ET-4001");
        }

        var now = clock.GetUtcNow();
        var version = new PlanVersion
        {
            Id = random.NewId(),
            PlanId = id,
            Number = 1,
        };
        form.WriteTo(version, region.Value, now);
        var plan = new Plan
        {
            Id = id,
            No = await data.NextNoAsync("plan_no", 'P', now, cancel),
            AgentId = agent.OrganisationId,
            CreatedAt = now,
            ChangedAt = now,
        };
        data.AddRange(plan, version);
        await data.SaveChangesAsync(cancel);
        await audit.AppendAsync(Entry(now, agent, "plans.start", plan, version), cancel);
        await transaction.CommitAsync(cancel);
        return plan.No;
    }

    /// <summary>Saves a version that nobody changed since the person saw it.</summary>
    /// <exception cref="Refused">Findings of the form; ET-4001 somebody changed it; ET-4003 nothing is being written; ET-4004 not there.</exception>
    public async Task ExecuteAsync(string no, PlanForm form, Viewer agent, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(agent);
        var now = clock.GetUtcNow();
        await using var transaction = await data.Database.BeginTransactionAsync(cancel);
        var plan = await data.OwnPlanAsync(no, agent, cancel);
        var version = plan.Open ?? throw new Refused("ET-4003");
        if (version.RowVersion != form.Version)
        {
            throw new Refused("ET-4001");
        }

        form.WriteTo(version, region.Value, now);
        plan.ChangedAt = now;
        await data.SaveOrRefuseAsync(cancel);
        await audit.AppendAsync(Entry(now, agent, "plans.save", plan, version), cancel);
        await transaction.CommitAsync(cancel);
    }

    private static AuditEntry Entry(DateTimeOffset now, Viewer agent, string act, Plan plan, PlanVersion version) =>
        new(now, agent.OrgCode, agent.Certificate, act, plan.No, PlanForm.Of(version));
}
