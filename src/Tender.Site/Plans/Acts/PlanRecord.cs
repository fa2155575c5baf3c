using Microsoft.EntityFrameworkCore;
using Tender.Site.Audit;
using Tender.Site.Data;
using Tender.Site.Registration;
using Tender.Site.Shared.Faults;

namespace Tender.Site.Plans;

/// <summary>The transaction of a signed act on a plan: the changed rows and the audit row together.</summary>
public sealed class PlanRecord(SiteContext data, AuditTrail audit)
{
    /// <summary>Saves what the act changed.</summary>
    /// <param name="act">What was done, and what was signed.</param>
    /// <param name="agent">Who.</param>
    /// <param name="guard">What must still hold inside the transaction.</param>
    /// <param name="cancel">Stops waiting.</param>
    /// <exception cref="Refused">ET-4001: somebody changed the plan since it was read; what the guard refuses.</exception>
    public async Task SaveAsync(SignedPlanAct act, Viewer agent, Func<Task>? guard, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(act);
        ArgumentNullException.ThrowIfNull(agent);
        await using var transaction = await data.Database.BeginTransactionAsync(cancel);
        if (guard is not null)
        {
            await guard();
        }

        await data.SaveOrRefuseAsync(cancel);
        await audit.AppendAsync(
            new AuditEntry(
                act.Signer.At,
                agent.OrgCode,
                Convert.ToHexStringLower(act.Signer.Fingerprint),
                act.Name,
                act.Plan.No,
                new { number = act.Plan.Current, hash = Convert.ToHexStringLower(act.Content.Hash) }
            ),
            cancel
        );
        await transaction.CommitAsync(cancel);
    }
}

/// <summary>A signed act on a plan.</summary>
/// <param name="Name">Kind of the audit row.</param>
/// <param name="Plan">The plan.</param>
/// <param name="Content">What was signed.</param>
/// <param name="Signer">By whom.</param>
public sealed record SignedPlanAct(string Name, Plan Plan, PlanContent Content, CheckedSigner Signer);

/// <summary>What every act on a plan does with its rows.</summary>
internal static class PlanRows
{
    /// <summary>An own plan with its versions, to be changed. Another's looks like a missing one.</summary>
    /// <exception cref="Refused">ET-4004.</exception>
    public static async Task<Plan> OwnPlanAsync(
        this SiteContext data,
        string no,
        Viewer agent,
        CancellationToken cancel
    ) =>
        await data.Set<Plan>()
            .Include(p => p.Versions)
            .SingleOrDefaultAsync(p => p.No == no && p.AgentId == agent.OrganisationId, cancel)
        ?? throw new Refused("ET-4004");

    /// <summary>Saves, or refuses when a row was changed since it was read.</summary>
    /// <exception cref="Refused">ET-4001.</exception>
    public static async Task SaveOrRefuseAsync(this SiteContext data, CancellationToken cancel)
    {
        try
        {
            await data.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new Refused("ET-4001");
        }
    }
}
