using Microsoft.EntityFrameworkCore;
using Tender.Rules;
using Tender.Site.Data;
using Tender.Site.Mandates;
using Tender.Site.Registration;
using Tender.Site.Shared.Faults;

namespace Tender.Site.Plans;

/// <summary>Whether a version of a plan may be published, and what it does to the clock: the page and the act ask the same.</summary>
public sealed class PlanCheck(SiteContext data, PlanRules rules, ReadMandates mandates)
{
    /// <summary>Findings about a version at an instant.</summary>
    public async Task<IReadOnlyList<Finding>> FindAsync(
        PlanVersion version,
        Viewer agent,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(version);
        var findings = rules.Check(version.Facts()).ToList();
        if (version.TendereeCode.Length > 0 && !await MayActAsync(version, agent, now, cancel))
        {
            findings.Add(NoMandate(version));
        }

        if (version.Number > 1 && version.Note.Length == 0)
        {
            var field = nameof(PlanForm.Note);
            findings.Add(new Finding("ET-1001", new FieldName(field)) { Field = field });
        }

        return findings;
    }

    /// <summary>The mandate once more, inside the transaction that publishes.</summary>
    /// <exception cref="Refused">ET-2030.</exception>
    public async Task DemandMandateAsync(
        PlanVersion version,
        Viewer agent,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(version);
        if (!await MayActAsync(version, agent, now, cancel))
        {
            throw new Refused(NoMandate(version));
        }
    }

    /// <summary>What would be signed, which says whether the clock restarts .</summary>
    public PlanContent Content(Plan plan, PlanVersion version)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(version);
        var restarts =
            plan.Versions.Find(v => v.Number == plan.Current) is { } before
            && rules.Restarts(before.Facts(), version.Facts())
            && !(rules.ReasonKeepsClock && version.ClockReason.Length > 0);
        return PlanContent.Of(plan, version, restarts);
    }

    private static Finding NoMandate(PlanVersion version) =>
        new("ET-2030", version.TendereeCode) { Field = nameof(PlanForm.TendereeCode) };

    /// <summary>A tenderee for itself, an agent under a mandate that covers the project (Implementing Regulation 14).</summary>
    private async Task<bool> MayActAsync(
        PlanVersion version,
        Viewer agent,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(agent);
        if (version.TendereeCode == agent.OrgCode)
        {
            return true;
        }

        var tenderee = await data.Set<Organisation>()
            .Where(o => o.OrgCode == version.TendereeCode)
            .Select(o => (Guid?)o.Id)
            .SingleOrDefaultAsync(cancel);
        return tenderee is { } id
            && await mandates.HoldsForAsync(agent.OrganisationId, id, version.ProjectName, now, cancel);
    }
}
