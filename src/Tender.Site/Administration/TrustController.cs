using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Tender.Sealing;
using Tender.Site.Registration;
using Tender.Site.Shared.Faults;
using Tender.Site.Shared.Tags;
using Tender.Site.Trust;

namespace Tender.Site.Administration;

/// <summary>Changes of the trust list by two administrators.</summary>
[Authorize(Policy = SessionSetup.Administrator)]
[Route("{lang:lang}/administration/trust")]
[ResponseCache(NoStore = true)]
public sealed class TrustController(
    ReadTrust trust,
    ProposeTrustChange propose,
    DecideTrustChange decide,
    StepUp stepUp,
    FaultCatalogue faults,
    TrustBook book
) : Controller
{
    private const string Approve = "approve";

    private Viewer Viewer => Viewer.Of(User);

    [HttpGet("")]
    public async Task<IActionResult> List(CancellationToken cancel) => View("Trust", await trust.ListAsync(cancel));

    [HttpGet("new")]
    public Task<IActionResult> New(string? remove, [FromServices] IRandom random, CancellationToken cancel) =>
        FormAsync(new TrustForm { Id = random.NewId(), Remove = remove }, null, cancel);

    [HttpGet("challenge.json")]
    public async Task<IActionResult> Challenge(TrustForm form, CancellationToken cancel) =>
        await stepUp.AskAsync((await propose.PrepareAsync(form, Viewer, cancel)).Purpose, cancel);

    [HttpPost("")]
    public async Task<IActionResult> Propose(TrustForm form, string? signature, CancellationToken cancel)
    {
        try
        {
            await propose.ExecuteAsync(form, signature, Viewer, cancel);
            return Redirect(HrefTag.To("/administration/trust"));
        }
        catch (Refused refused) when (!FaultWriter.WantsJson(Request))
        {
            return await FormAsync(form, refused, cancel);
        }
    }

    [HttpGet("{id:guid}")]
    public Task<IActionResult> Show(Guid id, CancellationToken cancel) => ShowAsync(id, null, null, cancel);

    [HttpGet("{id:guid}/challenge.json")]
    public async Task<IActionResult> DecisionChallenge(Guid id, string? decision, CancellationToken cancel) =>
        await stepUp.AskAsync(await decide.PrepareAsync(id, decision == Approve, Viewer, cancel), cancel);

    [HttpPost("{id:guid}")]
    public async Task<IActionResult> Decide(Guid id, string? decision, string? signature, CancellationToken cancel)
    {
        try
        {
            await decide.ExecuteAsync(id, decision == Approve, signature, Viewer, cancel);
            return Redirect(HrefTag.To("/administration/trust"));
        }
        catch (Refused refused)
            when (!FaultWriter.WantsJson(Request) && refused.Findings[0].RuleId is not ("ET-4003" or "ET-4004"))
        {
            return await ShowAsync(id, decision, refused, cancel);
        }
    }

    private async Task<IActionResult> FormAsync(TrustForm form, Refused? refused, CancellationToken cancel)
    {
        var removed = (await book.ListAsync(cancel)).FirstOrDefault(a => a.Fingerprint == form.Remove);
        if (form.Kind == TrustChangeKind.Remove && removed is null)
        {
            return NotFound();
        }

        this.Tell(refused, faults);
        return View("New", new TrustFormPage(form, removed));
    }

    private async Task<IActionResult> ShowAsync(Guid id, string? decision, Refused? refused, CancellationToken cancel)
    {
        if (await trust.FindAsync(id, cancel) is not { } line)
        {
            return NotFound();
        }

        this.Tell(refused, faults);
        var may = line.Change.MayBeDecidedBy(Viewer.PersonId, Viewer.Certificate);
        return View("Change", new TrustChangePage(line, may) { Decision = decision });
    }
}
