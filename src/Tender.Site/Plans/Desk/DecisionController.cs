using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Tender.Rules;
using Tender.Site.Registration;
using Tender.Site.Shared.Faults;
using Tender.Site.Shared.Tags;

namespace Tender.Site.Plans;

/// <summary>Exemption from waiting, and cancellation: the reason is written, shown as it will be published, then signed.</summary>
[Authorize(Policy = SessionSetup.Publisher)]
[Route("{lang:lang}/desk/plans/{no}/{kind:regex(^(waiver|cancellation)$)}")]
[ResponseCache(NoStore = true)]
public sealed class DecisionController(
    ReadOwnPlans plans,
    WaivePlan waive,
    CancelPlan cancelPlan,
    FaultCatalogue faults
) : Controller
{
    private Viewer Agent => Viewer.Of(User);

    [HttpGet("")]
    public async Task<IActionResult> Show(string no, string kind, CancellationToken cancel) =>
        await plans.DecisionAsync(no, kind, Agent, cancel) is { } page ? View("Desk/Decision", page) : NotFound();

    [HttpPost("")]
    public async Task<IActionResult> Write(string no, string kind, string? reason, CancellationToken cancel)
    {
        try
        {
            await (
                kind == PlanDecision.Waiver
                    ? waive.WriteAsync(no, reason, Agent, cancel)
                    : cancelPlan.WriteAsync(no, reason, Agent, cancel)
            );
            return Redirect(HrefTag.To($"/desk/plans/{no}/{kind}"));
        }
        catch (Refused refused) when (refused.Findings[0].Field is not null && !FaultWriter.WantsJson(Request))
        {
            this.Tell(refused, faults);
            return await plans.DecisionAsync(no, kind, Agent, cancel) is { } page
                ? View("Desk/Decision", page with { Reason = reason ?? "", Content = null })
                : NotFound();
        }
    }

    [HttpGet("challenge.json")]
    public async Task<IActionResult> Challenge(
        string no,
        string kind,
        [FromServices] StepUp stepUp,
        CancellationToken cancel
    ) =>
        await stepUp.AskAsync(
            await (
                kind == PlanDecision.Waiver
                    ? waive.PrepareAsync(no, Agent, cancel)
                    : cancelPlan.PrepareAsync(no, Agent, cancel)
            ),
            cancel
        );

    [HttpPost("sign")]
    public async Task<IActionResult> Sign(string no, string kind, string? signature, CancellationToken cancel)
    {
        try
        {
            await (
                kind == PlanDecision.Waiver
                    ? waive.ExecuteAsync(no, signature, Agent, cancel)
                    : cancelPlan.ExecuteAsync(no, signature, Agent, cancel)
            );
            return Redirect(HrefTag.To($"/plans/{no}"));
        }
        catch (Refused refused)
            when (!FaultWriter.WantsJson(Request) && refused.Findings[0].RuleId is not ("ET-4003" or "ET-4004"))
        {
            return await AgainAsync(no, kind, refused.Findings, cancel);
        }
    }

    private async Task<IActionResult> AgainAsync(
        string no,
        string kind,
        IReadOnlyList<Finding> refusals,
        CancellationToken cancel
    )
    {
        if (await plans.DecisionAsync(no, kind, Agent, cancel) is not { } page)
        {
            return NotFound();
        }

        // Sent twice: the first one was published, so the second one shows what it did.
        if (page.Content is null)
        {
            return Redirect(HrefTag.To($"/plans/{no}"));
        }

        Response.StatusCode = FaultCatalogue.Status(refusals[0]);
        return View("Desk/Decision", page with { Refusals = refusals });
    }
}
