using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Tender.Rules;
using Tender.Sealing;
using Tender.Site.Registration;
using Tender.Site.Shared.Faults;
using Tender.Site.Shared.Tags;

namespace Tender.Site.Plans;

/// <summary>One own plan: signing its version, beginning a change.</summary>
[Authorize(Policy = SessionSetup.Publisher)]
[Route("{lang:lang}/desk/plans/{no}")]
[ResponseCache(NoStore = true)]
public sealed class DeskPlanController(ReadOwnPlans plans, PublishPlan publish, ChangePlan change, IRandom random)
    : Controller
{
    private Viewer Agent => Viewer.Of(User);

    [HttpGet("")]
    public Task<IActionResult> Show(string no, CancellationToken cancel) => ShowAsync(no, [], cancel);

    /// <summary>The text to sign for publishing what the version is now.</summary>
    [HttpGet("challenge.json")]
    public async Task<IActionResult> Challenge(string no, [FromServices] StepUp stepUp, CancellationToken cancel) =>
        await stepUp.AskAsync(await publish.PrepareAsync(no, Agent, cancel), cancel);

    [HttpPost("publish")]
    public async Task<IActionResult> Publish(string no, string? signature, CancellationToken cancel)
    {
        try
        {
            await publish.ExecuteAsync(no, signature, Agent, cancel);
            return Redirect(HrefTag.To($"/plans/{no}"));
        }
        catch (Refused refused)
            when (!FaultWriter.WantsJson(Request) && refused.Findings[0].RuleId is not ("ET-4003" or "ET-4004"))
        {
            return await ShowAsync(no, refused.Findings, cancel);
        }
    }

    [HttpPost("change")]
    public async Task<IActionResult> Change(string no, CancellationToken cancel)
    {
        await change.ExecuteAsync(no, Agent, cancel);
        return Redirect(HrefTag.To($"/desk/plans/{no}/edit"));
    }

    private async Task<IActionResult> ShowAsync(string no, IReadOnlyList<Finding> refusals, CancellationToken cancel)
    {
        if (await plans.FindAsync(no, Agent, cancel) is not { } page)
        {
            return NotFound();
        }

        if (refusals.Count > 0)
        {
            // Sent twice: the first one published, so the second one shows what it did.
            if (page.Plan.Open is null)
            {
                return Redirect(HrefTag.To($"/plans/{no}"));
            }

            Response.StatusCode = FaultCatalogue.Status(refusals[0]);
        }

        return View("Desk/Plan", page with { Refusals = refusals, NextId = random.NewId() });
    }
}
