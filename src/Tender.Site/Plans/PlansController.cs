using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Tender.Site.Shared.Text;

namespace Tender.Site.Plans;

/// <summary>Tender plans as everybody may read them, without signing in.</summary>
[AllowAnonymous]
[Route("{lang:lang}/plans")]
public sealed class PlansController(ReadPlans plans) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> List(
        string? q,
        string? district,
        string? sector,
        int page,
        CancellationToken cancel
    ) => View("List", await plans.ListAsync(new(q, district, sector), Math.Clamp(page, 1, 10_000), cancel));

    [HttpGet("{no}")]
    public async Task<IActionResult> Show(string no, CancellationToken cancel) =>
        await plans.FindAsync(no, null, cancel) is { } page ? View("Plan", page) : NotFound();

    /// <summary>A version as it was published, for ever.</summary>
    [HttpGet("{no}/versions/{number:int:min(1)}")]
    public async Task<IActionResult> Version(string no, int number, CancellationToken cancel) =>
        await plans.FindAsync(no, number, cancel) is { } page ? View("Plan", page) : NotFound();

    /// <summary>What was signed, for programs: canonical JSON of every version and the signature over its hash.</summary>
    [HttpGet("{no}/plan.json")]
    public async Task<IActionResult> Signed(string no, CancellationToken cancel) =>
        await plans.FindAsync(no, null, cancel) is { } page
            ? Json(
                new
                {
                    no = page.Plan.No,
                    state = page.Plan.State.ToString(),
                    noticeFrom = BeijingTime.Machine(page.NoticeFrom.Earliest!.Value),
                    rule = page.NoticeFrom.Rule,
                    pack = page.NoticeFrom.Basis.Pack,
                    calendar = page.NoticeFrom.Basis.Calendar,
                    versions = page.Versions.Select(v => new
                    {
                        number = v.Number,
                        publishedAt = BeijingTime.Machine(v.PublishedAt!.Value),
                        plan = v.Json,
                        hash = Convert.ToHexStringLower(v.Hash!),
                        signature = Convert.ToBase64String(v.Signature!),
                    }),
                    notices = page.Notices.Select(n => n.No),
                }
            )
            : NotFound();
}
