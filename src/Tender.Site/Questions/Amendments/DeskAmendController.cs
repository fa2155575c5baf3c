using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Tender.Site.Registration;
using Tender.Site.Shared.Faults;
using Tender.Site.Shared.Tags;

namespace Tender.Site.Questions;

/// <summary>The publisher's desk: an amendment is written, shown beside the old words with the new deadline, then signed.</summary>
[Authorize(Policy = SessionSetup.Publisher)]
[Route("{lang:lang}/desk/tenders/{no}/amend")]
[ResponseCache(NoStore = true)]
public sealed class DeskAmendController(
    ReadAmendments amendments,
    WriteAmendment write,
    PublishAmendment publish,
    FaultCatalogue faults
) : Controller
{
    private const string Page = "Amendments/Amend";

    private Viewer Agent => Viewer.Of(User);

    [HttpGet("")]
    public async Task<IActionResult> Show(string no, CancellationToken cancel) =>
        await amendments.FindOwnAsync(no, Agent, cancel) is { } page ? View(Page, page) : NotFound();

    [HttpPost("")]
    public async Task<IActionResult> Write(string no, AmendmentForm form, CancellationToken cancel)
    {
        try
        {
            await write.ExecuteAsync(no, form, Agent, cancel);
            return Redirect(HrefTag.To($"/desk/tenders/{no}/amend"));
        }
        catch (Refused refused) when (!FaultWriter.WantsJson(Request) && refused.Findings[0].RuleId is not "ET-4004")
        {
            this.Tell(refused, faults);
            return await amendments.FindOwnAsync(no, Agent, cancel) is { } page
                ? View(Page, page with { Form = form, Written = null })
                : NotFound();
        }
    }

    [HttpGet("challenge.json")]
    public async Task<IActionResult> Challenge(string no, [FromServices] StepUp stepUp, CancellationToken cancel) =>
        await stepUp.AskAsync(await publish.PrepareAsync(no, Agent, cancel), cancel);

    [HttpPost("sign")]
    public async Task<IActionResult> Sign(string no, string? signature, CancellationToken cancel)
    {
        try
        {
            await publish.ExecuteAsync(no, signature, Agent, cancel);
            return Redirect(HrefTag.To($"/tenders/{no}/amendments"));
        }
        catch (Refused refused)
            when (!FaultWriter.WantsJson(Request) && refused.Findings[0].RuleId is not ("ET-4003" or "ET-4004"))
        {
            Response.StatusCode = FaultCatalogue.Status(refused.Findings[0]);
            return await amendments.FindOwnAsync(no, Agent, cancel) is { } page
                ? View(Page, page with { Refusals = refused.Findings })
                : NotFound();
        }
    }
}
