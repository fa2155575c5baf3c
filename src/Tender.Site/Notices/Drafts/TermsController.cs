using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Tender.Site.Registration;
using Tender.Site.Shared.Faults;
using Tender.Site.Shared.Forms;
using Tender.Site.Shared.Tags;

namespace Tender.Site.Notices;

/// <summary>The mandatory sections of the documents of a draft.</summary>
[Authorize(Policy = SessionSetup.Publisher)]
[Route("{lang:lang}/notices/{no}/terms")]
[ResponseCache(NoStore = true)]
public sealed class TermsController(ReadNotices notices, SaveTerms save, FaultCatalogue faults) : Controller
{
    private Viewer Agent => Viewer.Of(User);

    [HttpGet("")]
    public async Task<IActionResult> Edit(string no, CancellationToken cancel)
    {
        if (await notices.FindOwnAsync(no, Agent, cancel) is not { } section)
        {
            return NotFound();
        }

        section.DemandDraft();
        ViewData["No"] = no;
        return View("Drafts/Terms", TermsForm.Of(section));
    }

    [HttpPost("")]
    public async Task<IActionResult> Edit(string no, TermsForm form, CancellationToken cancel)
    {
        try
        {
            await save.ExecuteAsync(no, form, Agent, cancel);
            return Redirect(HrefTag.To($"/notices/{no}"));
        }
        catch (Refused refused)
            when (refused.Findings[0].RuleId is not ("ET-4003" or "ET-4004") && !FaultWriter.WantsJson(Request))
        {
            ViewData["No"] = no;
            if (refused.Findings[0].RuleId == "ET-4001" && await notices.FindOwnAsync(no, Agent, cancel) is { } stored)
            {
                ViewData["Stale"] = FieldDifference.Between(TermsForm.Of(stored), form);
                form.Version = stored.Version;
                ModelState.Remove(nameof(TermsForm.Version));
            }

            this.Tell(refused, faults);
            return View("Drafts/Terms", form);
        }
    }
}
