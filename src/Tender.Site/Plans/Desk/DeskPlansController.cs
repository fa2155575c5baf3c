using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Tender.Sealing;
using Tender.Site.Registration;
using Tender.Site.Shared.Faults;
using Tender.Site.Shared.Forms;
using Tender.Site.Shared.Tags;

namespace Tender.Site.Plans;

/// <summary>Own plans: the list, and the form of the version that is being written.</summary>
[Authorize(Policy = SessionSetup.Publisher)]
[Route("{lang:lang}/desk/plans")]
[ResponseCache(NoStore = true)]
public sealed class DeskPlansController(
    ReadOwnPlans plans,
    DraftPlan draft,
    FaultCatalogue faults,
    IStringLocalizer<PlansText> texts,
    IRandom random
) : Controller
{
    private Viewer Agent => Viewer.Of(User);

    [HttpGet("")]
    public async Task<IActionResult> List(CancellationToken cancel) =>
        View("Desk/List", await plans.ListAsync(Agent, cancel));

    [HttpGet("new")]
    public IActionResult New() =>
        View(
            "Desk/Form",
            new PlanForm
            {
                Id = random.NewId(),
                TendereeName = Agent.OrgName,
                TendereeCode = Agent.OrgCode,
                Mandatory = FormWords.Yes,
                StateFunded = FormWords.Yes,
                Disclaimer = texts["Disclaimer.Standard"],
            }
        );

    [HttpPost("new")]
    public async Task<IActionResult> New(PlanForm form, CancellationToken cancel)
    {
        try
        {
            return To(await draft.StartAsync(form, Agent, cancel));
        }
        catch (Refused refused) when (!FaultWriter.WantsJson(Request))
        {
            return Again(form, refused);
        }
    }

    [HttpGet("{no}/edit")]
    public async Task<IActionResult> Edit(string no, CancellationToken cancel)
    {
        if (await plans.FindAsync(no, Agent, cancel) is not { } page)
        {
            return NotFound();
        }

        if (page.Plan.Open is not { } version)
        {
            return To(no);
        }

        Name(page);
        return View("Desk/Form", PlanForm.Of(version));
    }

    [HttpPost("{no}/edit")]
    public async Task<IActionResult> Edit(string no, PlanForm form, CancellationToken cancel)
    {
        try
        {
            await draft.ExecuteAsync(no, form, Agent, cancel);
            return To(no);
        }
        catch (Refused refused)
            when (refused.Findings[0].RuleId is not ("ET-4003" or "ET-4004") && !FaultWriter.WantsJson(Request))
        {
            if (await plans.FindAsync(no, Agent, cancel) is not { Plan.Open: { } stored } page)
            {
                return To(no);
            }

            Name(page);
            if (refused.Findings[0].RuleId == "ET-4001")
            {
                Compare(PlanForm.Of(stored), form);
            }

            return Again(form, refused);
        }
    }

    /// <summary>Both versions side by side; saving again is then a decision for the own one.</summary>
    private void Compare(PlanForm stored, PlanForm typed)
    {
        ViewData["Stale"] = FieldDifference.Between(stored, typed);
        typed.Version = stored.Version;
        ModelState.Remove(nameof(PlanForm.Version));
    }

    private void Name(DeskPlanPage page)
    {
        ViewData["No"] = page.Plan.No;
        ViewData["Number"] = page.Version.Number;
    }

    private ViewResult Again(PlanForm form, Refused refused)
    {
        this.Tell(refused, faults);
        return View("Desk/Form", form);
    }

    private RedirectResult To(string no) => Redirect(HrefTag.To($"/desk/plans/{no}"));
}
