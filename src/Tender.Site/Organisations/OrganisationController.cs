using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Tender.Site.Registration;
using Tender.Site.Shared.Faults;
using Tender.Site.Shared.Tags;

namespace Tender.Site.Organisations;

/// <summary>The one registration for the city, and the own organisation's page.</summary>
[Authorize]
[Route("{lang:lang}")]
[ResponseCache(NoStore = true)]
public sealed class OrganisationController(
    ReadOrganisation organisations,
    RegisterOrganisation register,
    FaultCatalogue faults,
    TimeProvider clock
) : Controller
{
    private Viewer Viewer => Viewer.Of(User);

    [HttpGet("me/organisation")]
    public async Task<IActionResult> Own(CancellationToken cancel) =>
        View("Organisation", await organisations.OwnAsync(Viewer, clock.GetUtcNow(), cancel));

    [HttpGet("register")]
    public async Task<IActionResult> Show(string? next, CancellationToken cancel)
    {
        var page = await organisations.OwnAsync(Viewer, clock.GetUtcNow(), cancel);
        return View("Register", page with { Form = RegisterForm.Of(page.Organisation, page.Roles, Local(next)) });
    }

    [HttpPost("register")]
    public async Task<IActionResult> Register(RegisterForm form, CancellationToken cancel)
    {
        try
        {
            var roles = await register.ExecuteAsync(form, Viewer, cancel);
            await SessionClaims.SetRolesAsync(HttpContext, roles);
            return Redirect(Local(form.Next) ?? HrefTag.To("/me/organisation"));
        }
        catch (Refused refused) when (!FaultWriter.WantsJson(Request))
        {
            this.Tell(refused, faults);
            var page = await organisations.OwnAsync(Viewer, clock.GetUtcNow(), cancel);
            return View("Register", page with { Form = form });
        }
    }

    private string? Local(string? next) => Url.IsLocalUrl(next) ? next : null;
}
