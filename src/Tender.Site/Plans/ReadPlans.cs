using Microsoft.EntityFrameworkCore;
using Tender.Rules;
using Tender.Site.Data;

namespace Tender.Site.Plans;

/// <summary>What the public reads of plans: what is published, in the version in force or an older one. A plan asks nobody to sign up .</summary>
public sealed class ReadPlans(SiteContext data, PlanRules rules)
{
    public const int PageSize = 20;

    /// <summary>Plans in a file or feed.</summary>
    public const int MostInFile = 5_000;

    /// <summary>A page of the list, newest first, with the words that would narrow it.</summary>
    public async Task<PlanListPage> ListAsync(PlanSearch search, int page, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(search);
        var lines = await Newest(Narrow(search))
            .Skip((page - 1) * PageSize)
            .Take(PageSize + 1)
            .AsNoTracking()
            .ToListAsync(cancel);
        var districts = await Narrow(search with { District = null })
            .GroupBy(l => l.Version.District)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToListAsync(cancel);
        var sectors = await Narrow(search with { Sector = null })
            .GroupBy(l => l.Version.Sector)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToListAsync(cancel);
        return new PlanListPage(
            [.. lines.Take(PageSize)],
            search,
            [.. districts.Select(d => new Facet(d.Key, d.Count)).OrderBy(f => f.Word, StringComparer.Ordinal)],
            [.. sectors.Select(d => new Facet(d.Key, d.Count)).OrderBy(f => f.Word, StringComparer.Ordinal)],
            page,
            lines.Count > PageSize
        );
    }

    /// <summary>All that a search finds, newest first, for files and feeds.</summary>
    public Task<List<PlanLine>> AllAsync(PlanSearch search, int most, CancellationToken cancel) =>
        Newest(Narrow(search)).Take(most).AsNoTracking().ToListAsync(cancel);

    /// <summary>A published plan, or null.</summary>
    /// <param name="no">Its number.</param>
    /// <param name="number">Version; null: the one in force.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task<PlanPage?> FindAsync(string no, int? number, CancellationToken cancel)
    {
        var plan = await data.Set<Plan>()
            .AsNoTracking()
            .Include(p => p.Versions.Where(v => v.PublishedAt != null))
            .SingleOrDefaultAsync(p => p.No == no && p.PublishedAt != null, cancel);
        if (plan?.Versions.Find(v => v.Number == (number ?? plan.Current)) is not { } version)
        {
            return null;
        }

        return new PlanPage(plan, version, NoticeFrom(plan), await NoticesAsync(plan, cancel));
    }

    /// <summary>From when on the notice of a published plan is lawful.</summary>
    public ClockBound NoticeFrom(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return rules.NoticeFrom(plan.ClockFrom!.Value, plan.Waiver);
    }

    private Task<List<PlanNotice>> NoticesAsync(Plan plan, CancellationToken cancel) =>
        data
            .Database.SqlQuery<PlanNotice>(
                $"""
                select no, title, published_at from section
                where plan_id = {plan.Id} and published_at is not null order by published_at
                """
            )
            .ToListAsync(cancel);

    private static IQueryable<PlanLine> Newest(IQueryable<PlanLine> lines) =>
        lines.OrderByDescending(l => l.Plan.PublishedAt).ThenBy(l => l.Plan.No);

    private IQueryable<PlanLine> Narrow(PlanSearch search)
    {
        var found =
            from p in data.Set<Plan>()
            join v in data.Set<PlanVersion>() on new { p.Id, Number = p.Current } equals new { Id = v.PlanId, v.Number }
            where p.PublishedAt != null
            select new { p, v };
        if (search.Words.Length is > 0 and <= 100)
        {
            var no = search.Words;
            foreach (var word in search.Words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(8))
            {
                var pattern = "%" + word.Replace("\\", "\\\\").Replace("%", "\\%").Replace("_", "\\_") + "%";
                found = found.Where(l => EF.Functions.ILike(l.v.Search, pattern) || l.p.No == no);
            }
        }

        if (!string.IsNullOrEmpty(search.District))
        {
            found = found.Where(l => l.v.District == search.District);
        }

        if (!string.IsNullOrEmpty(search.Sector))
        {
            found = found.Where(l => l.v.Sector == search.Sector);
        }

        return found.Select(l => new PlanLine { Plan = l.p, Version = l.v });
    }
}
