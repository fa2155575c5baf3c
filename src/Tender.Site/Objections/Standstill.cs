using Microsoft.EntityFrameworkCore;
using Tender.Site.Data;
using Tender.Site.Notices;

namespace Tender.Site.Objections;

/// <summary>
/// A section stands still from the first open objection or order until none is left (rows 13 and 14). Called inside the transaction of the
/// act, with the section locked and the act's own row saved.
/// </summary>
public sealed class Standstill(SiteContext data, ChangeSection sections)
{
    /// <summary>The order that stands, or null.</summary>
    public Task<SupervisorOrder?> StandingAsync(Guid section, CancellationToken cancel) =>
        data.Set<SupervisorOrder>()
            .Where(o =>
                o.SectionId == section
                && o.Kind == SupervisorOrder.Pause
                && !data.Set<SupervisorOrder>().Any(l => l.LiftsId == o.Id)
            )
            .SingleOrDefaultAsync(cancel);

    /// <summary>Ends the pause when nothing is open any more.</summary>
    public async Task EndIfFreeAsync(Section section, SignedCause cause, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(section);
        if (section.PausedAt is not { } paused)
        {
            return;
        }

        var open = await data.Set<Objection>()
            .AnyAsync(o => o.SectionId == section.Id && !o.Late && o.RepliedAt == null, cancel);
        if (open || await StandingAsync(section.Id, cancel) is not null)
        {
            return;
        }

        var affects = await data.Set<Objection>()
            .AnyAsync(o => o.SectionId == section.Id && o.RepliedAt >= paused && o.AffectsBids == true, cancel);
        await sections.ResumeAsync(section, cause, affects, cancel);
    }
}
