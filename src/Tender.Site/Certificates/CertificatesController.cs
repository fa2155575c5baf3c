using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Tender.Site.Registration;
using Tender.Site.Setup;
using Tender.Site.Shared.Faults;
using Tender.Site.Shared.Tags;

namespace Tender.Site.Certificates;

/// <summary>A further certificate asks to be bound. No session is needed: whoever lost the old key has none.</summary>
[Route("{lang:lang}/certificates")]
[ResponseCache(NoStore = true)]
[AllowAnonymous]
[EnableRateLimiting(SecuritySetup.SignInLimit)]
public sealed class CertificatesController(RequestBinding request, StepUp stepUp, FaultCatalogue faults) : Controller
{
    [HttpGet("new")]
    public IActionResult New() => View("New", new NewCertificatePage(null));

    [HttpGet("challenge.json")]
    public async Task<IActionResult> Challenge(CancellationToken cancel) =>
        await stepUp.AskAsync(RequestBinding.Purpose, cancel);

    [HttpPost("")]
    public async Task<IActionResult> Ask(string? signature, CancellationToken cancel)
    {
        try
        {
            var made = await request.ExecuteAsync(signature, cancel);
            var isOwn = User.Identity?.IsAuthenticated == true && Viewer.Of(User).OrganisationId == made.OrganisationId;
            return isOwn
                ? Redirect(HrefTag.To($"/certificates/requests/{made.Id}"))
                : View("New", new NewCertificatePage(made));
        }
        catch (Refused refused) when (!FaultWriter.WantsJson(Request))
        {
            this.Tell(refused, faults);
            return View("New", new NewCertificatePage(null));
        }
    }
}
