using Microsoft.EntityFrameworkCore;
using Tender.Sealing;
using Tender.Site.Audit;
using Tender.Site.Data;
using Tender.Site.Registration;
using Tender.Site.Shared.Faults;
using Tender.Site.Shared.Forms;

namespace Tender.Site.Plans;

/// <summary>Reasons of decisions on a plan, kept from the moment they are written until they are signed: the signature covers the very words.</summary>
public sealed class PlanReasons(SiteContext data, AuditTrail audit, TimeProvider clock, IRandom random)
{
    /// <summary>The form's name of the field.</summary>
    public const string Field = "Reason";

    /// <summary>Keeps a reason, in place of an older one that was not signed.</summary>
    /// <exception cref="Refused">Findings of the field; ET-4003, ET-4004.</exception>
    public async Task WriteAsync(string no, string kind, string? typed, Viewer agent, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(agent);
        var read = new FormReader();
        var reason = read.Text(typed, Field, 1000, needed: true);
        read.Demand();
        var now = clock.GetUtcNow();
        await using var transaction = await data.Database.BeginTransactionAsync(cancel);
        await data.Database.ExecuteSqlAsync($"select from plan where no = {no} for update", cancel);
        var plan = await DemandOpenAsync(no, kind, agent, cancel);
        if (await DecisionAsync(plan, kind, cancel) is { } written)
        {
            (written.Reason, written.WrittenAt) = (reason, now);
        }
        else
        {
            data.Add(
                new PlanDecision
                {
                    Id = random.NewId(),
                    PlanId = plan.Id,
                    Kind = kind,
                    Reason = reason,
                    WrittenAt = now,
                }
            );
        }

        await data.SaveOrRefuseAsync(cancel);
        await audit.AppendAsync(
            new AuditEntry(now, agent.OrgCode, agent.Certificate, $"plans.write-{kind}", no, new { reason }),
            cancel
        );
        await transaction.CommitAsync(cancel);
    }

    /// <summary>A reason that waits for its signature, with what would be signed.</summary>
    /// <exception cref="Refused">ET-4003 none is written, or the plan is not in force; ET-4004 not there.</exception>
    public async Task<(Plan Plan, PlanDecision Decision, PlanContent Content)> FindAsync(
        string no,
        string kind,
        Viewer agent,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(agent);
        var plan = await DemandOpenAsync(no, kind, agent, cancel);
        var decision = await DecisionAsync(plan, kind, cancel) ?? throw new Refused("ET-4003");
        return (plan, decision, PlanContent.Of(plan, decision));
    }

    private async Task<Plan> DemandOpenAsync(string no, string kind, Viewer agent, CancellationToken cancel)
    {
        var plan = await data.OwnPlanAsync(no, agent, cancel);
        var open =
            plan.State == PlanState.PlanPublished && (kind == PlanDecision.Cancellation || plan.WaivedAt is null);
        return open ? plan : throw new Refused("ET-4003");
    }

    private Task<PlanDecision?> DecisionAsync(Plan plan, string kind, CancellationToken cancel) =>
        data.Set<PlanDecision>().SingleOrDefaultAsync(d => d.PlanId == plan.Id && d.Kind == kind, cancel);
}
