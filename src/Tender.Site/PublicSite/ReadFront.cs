using Microsoft.EntityFrameworkCore;
using Tender.Site.Data;
using Tender.Site.Notices;
using Tender.Site.Shared.Text;

namespace Tender.Site.PublicSite;

/// <summary>What the front page shows: times and places of published sections. It knows nothing of bids.</summary>
public sealed class ReadFront(SiteContext data)
{
    private const int Most = 5;

    public async Task<FrontPage> FindAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var published = data.Set<Section>().Where(s => s.State == SectionState.NoticePublished);
        var midnight = new DateTimeOffset(BeijingTime.In(now).Date, BeijingTime.Offset).ToUniversalTime();
        var tomorrow = midnight.AddDays(1);
        return new FrontPage(
            now,
            await LinesAsync(
                published.Where(s => s.Deadline >= midnight && s.Deadline < tomorrow).OrderBy(s => s.Deadline),
                cancel
            ),
            await LinesAsync(published.Where(s => s.Deadline > now).OrderBy(s => s.Deadline), cancel),
            await LinesAsync(published.OrderByDescending(s => s.PublishedAt), cancel)
        );
    }

    private static Task<List<FrontLine>> LinesAsync(IQueryable<Section> sections, CancellationToken cancel) =>
        sections
            .Take(Most)
            .Select(s => new FrontLine(s.No, s.Title, s.TendereeName, s.PublishedAt!.Value, s.Deadline!.Value))
            .ToListAsync(cancel);
}

/// <summary>The front page.</summary>
public sealed record FrontPage(
    DateTimeOffset Now,
    IReadOnlyList<FrontLine> Today,
    IReadOnlyList<FrontLine> Closing,
    IReadOnlyList<FrontLine> Newest
);

/// <summary>A section on the front page.</summary>
public sealed record FrontLine(
    string No,
    string Title,
    string Tenderee,
    DateTimeOffset PublishedAt,
    DateTimeOffset Deadline
);
