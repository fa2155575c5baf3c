using Microsoft.EntityFrameworkCore;
using Tender.Rules;
using Tender.Site.Data;
using Tender.Site.Notices;
using Tender.Site.Plans;

namespace Tender.Site.PublicSite;

/// <summary>Figures about plans: how many notices kept their 30 days, by district and sector. It counts plans and notices, never bids.</summary>
public sealed class ReadStatistics(SiteContext data, PlanRules rules)
{
    public async Task<StatisticsPage> FindAsync(CancellationToken cancel)
    {
        var plans = await data.Set<Plan>()
            .AsNoTracking()
            .Include(p => p.Versions.Where(v => v.PublishedAt != null))
            .Where(p => p.PublishedAt != null)
            .ToListAsync(cancel);
        var notices = await data.Set<Section>()
            .Where(s => s.PublishedAt != null && s.PlanId != null)
            .GroupBy(s => s.PlanId!.Value)
            .Select(g => new { g.Key, First = g.Min(s => s.PublishedAt!.Value) })
            .ToDictionaryAsync(g => g.Key, g => g.First, cancel);
        var judged = plans
            .Select(p => (Plan: p, Standing: Judge(p, notices.TryGetValue(p.Id, out var at) ? at : null)))
            .ToList();
        return new StatisticsPage(
            Line("", judged.Select(j => j.Standing)),
            Lines(judged, v => v.District),
            Lines(judged, v => v.Sector)
        );
    }

    private static List<PlanFigures> Lines(
        IEnumerable<(Plan Plan, PlanStandingWord Standing)> judged,
        Func<PlanVersion, string> word
    ) =>
        [
            .. judged
                .GroupBy(j => word(j.Plan.Versions.Single(v => v.Number == j.Plan.Current)))
                .OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => Line(g.Key, g.Select(j => j.Standing))),
        ];

    private static PlanFigures Line(string word, IEnumerable<PlanStandingWord> standings)
    {
        var all = standings.ToList();
        return new PlanFigures(
            word,
            all.Count,
            all.Count(s => s != PlanStandingWord.Waiting),
            all.Count(s => s == PlanStandingWord.Kept),
            all.Count(s => s == PlanStandingWord.Waived)
        );
    }

    /// <summary>The clock as it ran when the notice came: a later change of the plan does not judge an earlier notice.</summary>
    private PlanStandingWord Judge(Plan plan, DateTimeOffset? notice)
    {
        if (notice is not { } at)
        {
            return PlanStandingWord.Waiting;
        }

        var from = plan
            .Versions.Where(v => v.PublishedAt <= at && (v.Number == 1 || v.Restarts))
            .Max(v => v.PublishedAt!.Value);
        return rules.NoticeFrom(from).Allows(at) ? PlanStandingWord.Kept
            : plan.WaivedAt <= at ? PlanStandingWord.Waived
            : PlanStandingWord.Early;
    }

    private enum PlanStandingWord
    {
        /// <summary>No notice yet.</summary>
        Waiting,

        /// <summary>The notice came after 30 full days.</summary>
        Kept,

        /// <summary>It came earlier, after a published exemption.</summary>
        Waived,

        /// <summary>It came earlier where the law does not demand the wait.</summary>
        Early,
    }
}

/// <summary>The page of figures.</summary>
public sealed record StatisticsPage(
    PlanFigures All,
    IReadOnlyList<PlanFigures> Districts,
    IReadOnlyList<PlanFigures> Sectors
);

/// <summary>A line of figures.</summary>
/// <param name="Word">District or sector.</param>
/// <param name="Plans">Published plans.</param>
/// <param name="Noticed">Plans that a notice followed.</param>
/// <param name="Kept">Of those, after 30 full days.</param>
/// <param name="Waived">Of those, earlier after a published exemption.</param>
public sealed record PlanFigures(string Word, int Plans, int Noticed, int Kept, int Waived)
{
    /// <summary>Notices that came earlier where the law does not demand the wait.</summary>
    public int Early => Noticed - Kept - Waived;
}
