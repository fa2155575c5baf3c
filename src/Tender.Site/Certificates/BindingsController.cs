using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Tender.Site.Registration;
using Tender.Site.Shared.Faults;
using Tender.Site.Shared.Tags;

namespace Tender.Site.Certificates;

/// <summary>What a bound certificate decides: about one that asks, and about one that is on the list.</summary>
[Authorize]
[Route("{lang:lang}/certificates")]
[ResponseCache(NoStore = true)]
public sealed class BindingsController(
    ReadCertificates certificates,
    DecideBinding decide,
    EndBinding end,
    StepUp stepUp,
    FaultCatalogue faults,
    TimeProvider clock
) : Controller
{
    private const string Bind = "bind";

    private Viewer Viewer => Viewer.Of(User);

    [HttpGet("requests/{id:guid}")]
    public Task<IActionResult> Asked(Guid id, CancellationToken cancel) => AskedAsync(id, Bind, null, cancel);

    [HttpGet("requests/{id:guid}/challenge.json")]
    public async Task<IActionResult> DecisionChallenge(Guid id, string? decision, CancellationToken cancel) =>
        await stepUp.AskAsync(await decide.PrepareAsync(id, decision == Bind, Viewer, cancel), cancel);

    [HttpPost("requests/{id:guid}")]
    public async Task<IActionResult> Decide(Guid id, string? decision, string? signature, CancellationToken cancel)
    {
        try
        {
            await decide.ExecuteAsync(id, decision == Bind, signature, Viewer, cancel);
            return Redirect(HrefTag.To("/me/organisation"));
        }
        catch (Refused refused) when (ShowsForm(refused))
        {
            return await AskedAsync(id, decision, refused, cancel);
        }
    }

    [HttpGet("{id:guid}")]
    public Task<IActionResult> Show(Guid id, CancellationToken cancel) => ShowAsync(id, null, null, cancel);

    [HttpGet("{id:guid}/challenge.json")]
    public async Task<IActionResult> EndChallenge(Guid id, string? reason, CancellationToken cancel) =>
        await stepUp.AskAsync(await end.PrepareAsync(id, reason, Viewer, cancel), cancel);

    [HttpPost("{id:guid}/end")]
    public async Task<IActionResult> End(Guid id, string? reason, string? signature, CancellationToken cancel)
    {
        try
        {
            await end.ExecuteAsync(id, reason, signature, Viewer, cancel);
            return Redirect(HrefTag.To("/me/organisation"));
        }
        catch (Refused refused) when (ShowsForm(refused))
        {
            return await ShowAsync(id, reason, refused, cancel);
        }
    }

    private async Task<IActionResult> AskedAsync(Guid id, string? decision, Refused? refused, CancellationToken cancel)
    {
        if (await certificates.FindRequestAsync(id, Viewer, cancel) is not { } request)
        {
            return NotFound();
        }

        this.Tell(refused, faults);
        return View("Request", new RequestPage(request, clock.GetUtcNow()) { Decision = decision });
    }

    private async Task<IActionResult> ShowAsync(Guid id, string? reason, Refused? refused, CancellationToken cancel)
    {
        if (await certificates.FindAsync(id, Viewer, cancel) is not { } certificate)
        {
            return NotFound();
        }

        this.Tell(refused, faults);
        return View("Certificate", new CertificatePage(certificate, Viewer, clock.GetUtcNow()) { Reason = reason });
    }

    private bool ShowsForm(Refused refused) =>
        !FaultWriter.WantsJson(Request) && refused.Findings[0].RuleId is not ("ET-4003" or "ET-4004");
}
