using Microsoft.EntityFrameworkCore;
using Tender.Sealing;
using Tender.Site.Audit;
using Tender.Site.Data;
using Tender.Site.Notices;
using Tender.Site.Registration;
using Tender.Site.Shared.Faults;

namespace Tender.Site.Questions;

/// <summary>Keeps an amendment until it is signed, in place of an older one that was not.</summary>
public sealed class WriteAmendment(
    SiteContext data,
    ChangeSection sections,
    AuditTrail audit,
    IRandom random,
    TimeProvider clock
)
{
    /// <summary>Keeps it.</summary>
    /// <exception cref="Refused">Findings of the form; ET-1504 paused; ET-1505 T has passed; ET-4004.</exception>
    public async Task ExecuteAsync(string no, AmendmentForm form, Viewer agent, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(agent);
        var now = clock.GetUtcNow();
        await using var transaction = await data.Database.BeginTransactionAsync(cancel);
        var section = await sections.LockAsync(no, cancel);
        if (section.AgentId != agent.OrganisationId)
        {
            throw new Refused("ET-4004");
        }

        section.DemandBidding(now);
        var all = await data.Set<Amendment>().Where(a => a.SectionId == section.Id).ToListAsync(cancel);
        var open = all.Find(a => a.PublishedAt is null);
        if (open is null)
        {
            open = new Amendment
            {
                Id = random.NewId(),
                SectionId = section.Id,
                Number = all.Count + 1,
            };
            data.Add(open);
        }

        form.WriteTo(open);
        open.WrittenAt = now;
        await data.SaveChangesAsync(cancel);
        await audit.AppendAsync(
            new AuditEntry(now, agent.OrgCode, agent.Certificate, "questions.write-amendment", no, form),
            cancel
        );
        await transaction.CommitAsync(cancel);
    }
}
