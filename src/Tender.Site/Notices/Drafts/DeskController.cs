using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Tender.Sealing;
using Tender.Site.Plans;
using Tender.Site.Registration;
using Tender.Site.Shared.Faults;
using Tender.Site.Shared.Forms;
using Tender.Site.Shared.Tags;

namespace Tender.Site.Notices;

/// <summary>An agent's desk: own notices, the facts of a draft.</summary>
[Authorize(Policy = SessionSetup.Publisher)]
[Route("{lang:lang}/notices")]
[ResponseCache(NoStore = true)]
public sealed class DeskController(ReadNotices notices, SaveFacts save, FaultCatalogue faults, IRandom random)
    : Controller
{
    private Viewer Agent => Viewer.Of(User);

    [HttpGet("")]
    public async Task<IActionResult> List(CancellationToken cancel) =>
        View("Desk", await notices.ListOwnAsync(Agent, cancel));

    [HttpGet("new")]
    public IActionResult New() =>
        View(
            "Facts",
            new FactsForm
            {
                Id = random.NewId(),
                Trade = Trades.Word(Trade.Works),
                Mandatory = FormWords.Yes,
                ValidityDays = "90",
                DeadlineTime = "09:30:00",
            }
        );

    [HttpPost("new")]
    public async Task<IActionResult> New(FactsForm form, CancellationToken cancel)
    {
        try
        {
            return To($"/notices/{await save.StartAsync(form, Agent, cancel)}");
        }
        catch (Refused refused) when (!FaultWriter.WantsJson(Request))
        {
            return Again(form, refused);
        }
    }

    [HttpGet("{no}/facts")]
    public async Task<IActionResult> Edit(string no, CancellationToken cancel)
    {
        if (await notices.FindOwnAsync(no, Agent, cancel) is not { } section)
        {
            return NotFound();
        }

        section.DemandDraft();
        ViewData["No"] = no;
        return View("Facts", FactsForm.Of(section));
    }

    [HttpPost("{no}/facts")]
    public async Task<IActionResult> Edit(string no, FactsForm form, CancellationToken cancel)
    {
        try
        {
            await save.ExecuteAsync(no, form, Agent, cancel);
            return To($"/notices/{no}");
        }
        catch (Refused refused) when (refused.Findings[0].RuleId is not "ET-4004" && !FaultWriter.WantsJson(Request))
        {
            ViewData["No"] = no;
            if (refused.Findings[0].RuleId == "ET-4001" && await notices.FindOwnAsync(no, Agent, cancel) is { } stored)
            {
                // Both versions side by side; saving again is then a decision for the own one.
                ViewData["Stale"] = FieldDifference.Between(FactsForm.Of(stored), form);
                form.Version = stored.Version;
                ModelState.Remove(nameof(FactsForm.Version));
            }

            return Again(form, refused);
        }
    }

    private ViewResult Again(FactsForm form, Refused refused)
    {
        this.Tell(refused, faults);
        return View("Facts", form);
    }

    private RedirectResult To(string path) => Redirect(HrefTag.To(path));
}
