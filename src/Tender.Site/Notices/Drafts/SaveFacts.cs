using Microsoft.EntityFrameworkCore;
using Tender.Sealing;
using Tender.Site.Audit;
using Tender.Site.Data;
using Tender.Site.Registration;
using Tender.Site.Shared.Faults;

namespace Tender.Site.Notices;

/// <summary>Starts a draft, or saves one.</summary>
public sealed class SaveFacts(
    SiteContext data,
    AuditTrail audit,
    StandardTerms terms,
    TimeProvider clock,
    IRandom random
)
{
    /// <summary>Starts a draft with the id of the form; the same form again changes nothing.</summary>
    /// <returns>Its number.</returns>
    /// <exception cref="Refused">Findings of the form.</exception>
    public async Task<string> StartAsync(FactsForm form, Viewer agent, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(agent);
        var id = form.Id == Guid.Empty ? random.NewId() : form.Id;
        await using var transaction = await data.Database.BeginTransactionAsync(cancel);
        // A double click sends the form twice at the same moment: the second waits here, then finds the draft of the first.
        await data.Database.ExecuteSqlAsync(
            $"select pg_advisory_xact_lock(hashtextextended({id.ToString()}, 0))",
            cancel
        );
        if (await data.Set<Section>().SingleOrDefaultAsync(s => s.Id == id, cancel) is { } there)
        {
            return there.AgentId == agent.OrganisationId ? there.No : throw new Refused("ET-4001");
        }

        var now = clock.GetUtcNow();
        var section = new Section
        {
            Id = id,
            No = await data.NextNoAsync("section_no", 'T', now, cancel),
            AgentId = agent.OrganisationId,
            CreatedAt = now,
            ChangedAt = now,
        };
        form.WriteTo(section);
        terms.WriteTo(section);
        data.Add(section);
        await data.SaveChangesAsync(cancel);
        await audit.AppendAsync(Entry(now, agent, "notices.start", section), cancel);
        await transaction.CommitAsync(cancel);
        return section.No;
    }

    /// <summary>Saves a draft that nobody changed since the person saw it.</summary>
    /// <exception cref="Refused">Findings of the form; ET-4001 somebody changed it; ET-4003 it is published; ET-4004 not there.</exception>
    public async Task ExecuteAsync(string no, FactsForm form, Viewer agent, CancellationToken cancel)
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

        await audit.AppendAsync(Entry(now, agent, "notices.save", section), cancel);
        await transaction.CommitAsync(cancel);
    }

    private static AuditEntry Entry(DateTimeOffset now, Viewer agent, string act, Section section) =>
        new(now, agent.OrgCode, agent.Certificate, act, section.No, FactsForm.Of(section));
}
