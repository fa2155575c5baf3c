using Microsoft.EntityFrameworkCore;
using Tender.Site.Data;
using Tender.Site.Plans;
using Tender.Site.Registration;

namespace Tender.Site.Notices;

/// <summary>Reads: the public sees what is published, an agent sees its own. No query here knows of a bid.</summary>
public sealed class ReadNotices(SiteContext data)
{
    public const int PageSize = 20;

    /// <summary>Published notices, newest first.</summary>
    public async Task<NoticeListPage> ListAsync(string? search, int page, DateTimeOffset now, CancellationToken cancel)
    {
        var found = data.Set<Section>().Where(s => s.State == SectionState.NoticePublished);
        var words = (search ?? "").Trim();
        if (words.Length is > 0 and <= 100)
        {
            var pattern = "%" + words.Replace("\\", "\\\\").Replace("%", "\\%").Replace("_", "\\_") + "%";
            found = found.Where(s =>
                EF.Functions.ILike(s.Title, pattern) || EF.Functions.ILike(s.TendereeName, pattern) || s.No == words
            );
        }

        var rows = await found
            .OrderByDescending(s => s.PublishedAt)
            .ThenBy(s => s.No)
            .Skip((page - 1) * PageSize)
            .Take(PageSize + 1)
            .Select(s => new NoticeLine(
                s.No,
                s.Title,
                s.TendereeName,
                s.Trade,
                s.Place,
                s.PublishedAt!.Value,
                s.Deadline!.Value
            ))
            .ToListAsync(cancel);
        return new NoticeListPage(rows.Take(PageSize).ToList(), words, page, rows.Count > PageSize, now);
    }

    /// <summary>A published notice, or null.</summary>
    public async Task<NoticePage?> FindPublishedAsync(string no, CancellationToken cancel)
    {
        var section = await data.Set<Section>()
            .AsNoTracking()
            .Include(s => s.Documents)
            .SingleOrDefaultAsync(s => s.No == no && s.State == SectionState.NoticePublished, cancel);
        if (section is null)
        {
            return null;
        }

        var agent = await data.Set<Organisation>().AsNoTracking().SingleAsync(o => o.Id == section.AgentId, cancel);
        var changes = await data.Set<SectionChange>()
            .AsNoTracking()
            .Where(c => c.SectionId == section.Id)
            .OrderBy(c => c.Number)
            .ToListAsync(cancel);
        return new NoticePage(section, agent.Name, agent.OrgCode)
        {
            Plan = await FindPlanAsync(section, cancel),
            Siblings = section.ProjectId is null ? [] : await SiblingsAsync(section, cancel),
            Changes = changes,
        };
    }

    /// <summary>The plan of a section, or null.</summary>
    public Task<Plan?> FindPlanAsync(Section section, CancellationToken cancel) =>
        data.Set<Plan>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == section.PlanId, cancel);

    private Task<List<SiblingLine>> SiblingsAsync(Section section, CancellationToken cancel) =>
        data.Set<Section>()
            .Where(s => s.ProjectId == section.ProjectId && s.PublishedAt != null)
            .OrderBy(s => s.No)
            .Select(s => new SiblingLine(s.No, s.Title))
            .ToListAsync(cancel);

    /// <summary>A document of a published notice, by hash.</summary>
    public Task<SectionDocument?> FindDocumentAsync(string no, byte[] sha256, CancellationToken cancel) =>
        (
            from s in data.Set<Section>()
            join d in data.Set<SectionDocument>() on s.Id equals d.SectionId
            where s.No == no && s.State == SectionState.NoticePublished && d.Sha256 == sha256
            select d
        ).FirstOrDefaultAsync(cancel);

    /// <summary>Own notices of an agent, newest first.</summary>
    public Task<List<DeskLine>> ListOwnAsync(Viewer agent, CancellationToken cancel) =>
        data.Set<Section>()
            .Where(s => s.AgentId == agent.OrganisationId)
            .OrderByDescending(s => s.ChangedAt)
            .Take(200)
            .Select(s => new DeskLine(s.No, s.Title, s.State, s.Deadline, s.ChangedAt))
            .ToListAsync(cancel);

    /// <summary>An own notice with its documents, or null: another's looks like a missing one.</summary>
    public Task<Section?> FindOwnAsync(string no, Viewer agent, CancellationToken cancel) =>
        data.Set<Section>()
            .AsNoTracking()
            .Include(s => s.Documents)
            .SingleOrDefaultAsync(s => s.No == no && s.AgentId == agent.OrganisationId, cancel);
}
