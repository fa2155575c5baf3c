using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Tender.Site.Shared.Feeds;
using Tender.Site.Shared.Forms;
using Tender.Site.Shared.Tags;
using Tender.Site.Shared.Text;

namespace Tender.Site.Plans;

/// <summary>The same lists for programs: feed of a search, table of a search, calendar of a plan.</summary>
[AllowAnonymous]
public sealed class PlanFeedsController(ReadPlans plans, FieldTexts fields, IStringLocalizer<PlansText> texts)
    : Controller
{
    private const int MostInFeed = 50;

    private string Root => $"{Request.Scheme}://{Request.Host}";

    [HttpGet("/{lang:lang}/plans.atom")]
    public async Task<IActionResult> Atom(string? q, string? district, string? sector, CancellationToken cancel)
    {
        var lines = await plans.AllAsync(new(q, district, sector), MostInFeed, cancel);
        var entries = lines.Select(l => new FeedEntry(
            $"urn:uuid:{l.Plan.Id}",
            l.IsCancelled ? texts["Feed.Cancelled", l.Version.ProjectName] : l.Version.ProjectName,
            Root + HrefTag.To($"/plans/{l.Plan.No}"),
            l.Plan.PublishedAt!.Value,
            l.Plan.ChangedAt,
            texts["Feed.Summary", l.Version.TendereeName, l.Version.Location, l.Version.ContentAndScale]
        ));
        var self = Root + Request.Path + Request.QueryString;
        return File(AtomFeed.Write(texts["List.Title"], self, [.. entries]), AtomFeed.ContentType);
    }

    [HttpGet("/{lang:lang}/plans.csv")]
    public async Task<IActionResult> Csv(string? q, string? district, string? sector, CancellationToken cancel)
    {
        var lines = await plans.AllAsync(new(q, district, sector), ReadPlans.MostInFile, cancel);
        string[] own = ["No", "State", "PublishedAt", "NoticeFrom", "WaiverReason"];
        var names = typeof(PlanForm).GetProperties().Where(p => p.PropertyType == typeof(string)).ToList();
        var rows = lines.Select(l =>
        {
            var form = PlanForm.Of(l.Version);
            return (IReadOnlyList<string>)
                [
                    l.Plan.No,
                    texts["State." + l.Plan.State],
                    BeijingTime.Machine(l.Plan.PublishedAt!.Value),
                    BeijingTime.Machine(plans.NoticeFrom(l.Plan).Earliest!.Value),
                    l.Plan.WaiverReason ?? "",
                    .. names.Select(p => fields.Value(p.Name, (string?)p.GetValue(form))),
                ];
        });
        var head = own.Select(o => texts["Csv." + o].Value).Concat(names.Select(p => fields.Label(p.Name)));
        return File(await CsvTable.WriteAsync([.. head], rows, cancel), CsvTable.ContentType, "plans.csv");
    }

    [HttpGet("/{lang:lang}/plans/{no}.ics")]
    public async Task<IActionResult> Calendar(string no, CancellationToken cancel)
    {
        if (await plans.FindAsync(no, null, cancel) is not { } page)
        {
            return NotFound();
        }

        var address = Root + HrefTag.To($"/plans/{no}");
        var date = new CalendarDate(
            $"{page.Plan.Id}@plans",
            page.Plan.Current,
            texts["Ics.NoticeFrom", page.Version.ProjectName],
            page.NoticeFrom.Earliest!.Value,
            page.Plan.ChangedAt,
            address
        )
        {
            IsCancelled = page.Plan.State == PlanState.PlanCancelled,
        };
        return File(CalendarFile.Write([date]), CalendarFile.ContentType, $"{no}.ics");
    }
}
