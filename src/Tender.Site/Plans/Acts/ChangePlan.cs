using Microsoft.EntityFrameworkCore;
using Tender.Sealing;
using Tender.Site.Audit;
using Tender.Site.Data;
using Tender.Site.Registration;
using Tender.Site.Shared.Faults;

namespace Tender.Site.Plans;

/// <summary>Begins a change of a published plan (row 3): a copy of the version in force, to be edited, signed and published as the next one.</summary>
public sealed class ChangePlan(SiteContext data, AuditTrail audit, TimeProvider clock, IRandom random)
{
    /// <summary>Begins; a change that was begun already is fine.</summary>
    /// <exception cref="Refused">ET-4003 not published, or cancelled; ET-4004 not there.</exception>
    public async Task ExecuteAsync(string no, Viewer agent, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(agent);
        await using var transaction = await data.Database.BeginTransactionAsync(cancel);
        await data.Database.ExecuteSqlAsync($"select from plan where no = {no} for update", cancel);
        var plan = await data.OwnPlanAsync(no, agent, cancel);
        if (plan.State != PlanState.PlanPublished)
        {
            throw new Refused("ET-4003");
        }

        if (plan.Open is not null)
        {
            return;
        }

        var now = clock.GetUtcNow();
        data.Add(Copy(plan.Versions.Single(v => v.Number == plan.Current), now));
        plan.ChangedAt = now;
        await data.SaveOrRefuseAsync(cancel);
        await audit.AppendAsync(
            new AuditEntry(now, agent.OrgCode, agent.Certificate, "plans.begin-change", no, new { plan.Current }),
            cancel
        );
        await transaction.CommitAsync(cancel);
    }

    private PlanVersion Copy(PlanVersion old, DateTimeOffset now) =>
        new()
        {
            Id = random.NewId(),
            PlanId = old.PlanId,
            Number = old.Number + 1,
            ProjectName = old.ProjectName,
            InvestmentProjectCode = old.InvestmentProjectCode,
            ApprovalDocument = old.ApprovalDocument,
            TendereeName = old.TendereeName,
            TendereeCode = old.TendereeCode,
            District = old.District,
            Location = old.Location,
            Trade = old.Trade,
            Sector = old.Sector,
            ContentAndScale = old.ContentAndScale,
            FundSource = old.FundSource,
            Mandatory = old.Mandatory,
            StateFunded = old.StateFunded,
            EstimateFen = old.EstimateFen,
            PlannedNoticeMonth = old.PlannedNoticeMonth,
            Method = old.Method,
            TradingPlace = old.TradingPlace,
            Supervisor = old.Supervisor,
            Contact = old.Contact,
            Disclaimer = old.Disclaimer,
            ChangedAt = now,
        };
}
