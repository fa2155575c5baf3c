using Microsoft.EntityFrameworkCore;
using Tender.Site.Audit;
using Tender.Site.Data;
using Tender.Site.Registration;
using Tender.Site.Shared.Faults;

namespace Tender.Site.Notices;

/// <summary>Saves the mandatory sections of the documents of a draft.</summary>
public sealed class SaveTerms(SiteContext data, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Saves what nobody changed since the person saw it.</summary>
    /// <exception cref="Refused">Findings of the form; ET-4001 somebody changed it; ET-4003 it is published; ET-4004 not there.</exception>
    public async Task ExecuteAsync(string no, TermsForm form, Viewer agent, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(agent);
        var now = clock.GetUtcNow();
        await using var transaction = await data.Database.BeginTransactionAsync(cancel);
        var section =
            await data.Set<Section>().SingleOrDefaultAsync(s => s.No == no && s.AgentId == agent.OrganisationId, cancel)
            ?? throw new Refused("ET-4004");
        section.DemandDraft();
        if (section.Version != form.Version)
        {
            throw new Refused("ET-4001");
        }

        form.WriteTo(section);
        section.ChangedAt = now;
        try
        {
            await data.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new Refused("ET-4001");
        }

        await audit.AppendAsync(
            new AuditEntry(now, agent.OrgCode, agent.Certificate, "notices.save-terms", no, TermsForm.Of(section)),
            cancel
        );
        await transaction.CommitAsync(cancel);
    }
}
