using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Tender.Sealing;
using Tender.Site.Registration;
using Tender.Site.Shared.Faults;
using Tender.Site.Shared.Tags;
using Tender.Site.Shared.Text;

namespace Tender.Site.Mandates;

/// <summary>Mandates of the own organisation: granting, looking, revoking.</summary>
[Authorize]
[Route("{lang:lang}/mandates")]
[ResponseCache(NoStore = true)]
public sealed class MandatesController(
    ReadMandates mandates,
    GrantMandate grant,
    RevokeMandate revoke,
    StepUp stepUp,
    FaultCatalogue faults,
    TimeProvider clock
) : Controller
{
    private Viewer Viewer => Viewer.Of(User);

    [HttpGet("")]
    public async Task<IActionResult> List(CancellationToken cancel) =>
        View("Mandates", new MandatesPage(await mandates.ListAsync(Viewer, cancel), Viewer, clock.GetUtcNow()));

    [HttpGet("new"), Authorize(Policy = SessionSetup.Tenderee)]
    public IActionResult New([FromServices] IRandom random)
    {
        var today = BeijingTime.In(clock.GetUtcNow());
        return View(
            "Grant",
            new MandateForm
            {
                Id = random.NewId(),
                FromDate = today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            }
        );
    }

    /// <summary>Check answers: what would be signed.</summary>
    [HttpPost("check"), Authorize(Policy = SessionSetup.Tenderee)]
    public Task<IActionResult> Check(MandateForm form, CancellationToken cancel) =>
        OrFormAsync(
            form,
            async () => View("Check", new MandateCheckPage(form, await grant.PrepareAsync(form, Viewer, cancel)))
        );

    [HttpGet("challenge.json"), Authorize(Policy = SessionSetup.Tenderee)]
    public async Task<IActionResult> Challenge(MandateForm form, CancellationToken cancel)
    {
        var draft = await grant.PrepareAsync(form, Viewer, cancel);
        return await stepUp.AskAsync(GrantMandate.PurposeOf(draft, Viewer), cancel);
    }

    [HttpPost(""), Authorize(Policy = SessionSetup.Tenderee)]
    public Task<IActionResult> Grant(MandateForm form, string? signature, CancellationToken cancel) =>
        OrFormAsync(form, async () => To($"/mandates/{await grant.ExecuteAsync(form, signature, Viewer, cancel)}"));

    [HttpGet("{id:guid}")]
    public Task<IActionResult> Show(Guid id, CancellationToken cancel) => ShowAsync(id, null, null, cancel);

    [HttpGet("{id:guid}/challenge.json")]
    public async Task<IActionResult> RevocationChallenge(Guid id, string? reason, CancellationToken cancel) =>
        await stepUp.AskAsync(await revoke.PrepareAsync(id, reason, Viewer, cancel), cancel);

    [HttpPost("{id:guid}/revoke")]
    public async Task<IActionResult> Revoke(Guid id, string? reason, string? signature, CancellationToken cancel)
    {
        try
        {
            await revoke.ExecuteAsync(id, reason, signature, Viewer, cancel);
            return To($"/mandates/{id}");
        }
        catch (Refused refused) when (ShowsForm(refused))
        {
            return await ShowAsync(id, reason, refused, cancel);
        }
    }

    private async Task<IActionResult> ShowAsync(Guid id, string? reason, Refused? refused, CancellationToken cancel)
    {
        if (await mandates.FindAsync(id, Viewer, cancel) is not { } view)
        {
            return NotFound();
        }

        this.Tell(refused, faults);
        return View("Mandate", new MandatePage(view, Viewer, clock.GetUtcNow()) { Reason = reason });
    }

    private async Task<IActionResult> OrFormAsync(MandateForm form, Func<Task<IActionResult>> act)
    {
        try
        {
            return await act();
        }
        catch (Refused refused) when (ShowsForm(refused))
        {
            this.Tell(refused, faults);
            return View("Grant", form);
        }
    }

    private bool ShowsForm(Refused refused) =>
        !FaultWriter.WantsJson(Request) && refused.Findings[0].RuleId is not ("ET-2020" or "ET-4003" or "ET-4004");

    private RedirectResult To(string path) => Redirect(HrefTag.To(path));
}
