using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Tender.Site.Registration;
using Tender.Site.Shared.Tags;

namespace Tender.Site.Notices;

/// <summary>Starts drafts from something that is there: a plan, or another section of the same project.</summary>
[Authorize(Policy = SessionSetup.Publisher)]
[Route("{lang:lang}/notices")]
[ResponseCache(NoStore = true)]
public sealed class StartController(StartSection start) : Controller
{
    private Viewer Agent => Viewer.Of(User);

    [HttpPost("from-plan/{no}")]
    public async Task<IActionResult> FromPlan(string no, Guid id, CancellationToken cancel) =>
        Redirect(HrefTag.To($"/notices/{await start.FromPlanAsync(no, id, Agent, cancel)}/facts"));

    [HttpPost("{no}/beside")]
    public async Task<IActionResult> Beside(string no, Guid id, CancellationToken cancel) =>
        Redirect(HrefTag.To($"/notices/{await start.BesideAsync(no, id, Agent, cancel)}/facts"));
}
