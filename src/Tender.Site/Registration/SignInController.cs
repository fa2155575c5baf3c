using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Tender.Site.Setup;
using Tender.Site.Shared.Faults;
using Tender.Site.Shared.Tags;

namespace Tender.Site.Registration;

/// <summary>
/// Sign-in by certificate. A page and a program do the same two calls: get a challenge, post its signature as a form.
/// </summary>
[Route("{lang:lang}")]
[ResponseCache(NoStore = true)]
public sealed class SignInController(
    ChallengeBook challenges,
    StepUp stepUp,
    SignIn signIn,
    VisitCookie visit,
    IAntiforgery forgery
) : Controller
{
    [HttpGet("sign-in"), AllowAnonymous]
    public IActionResult Show(string? next) =>
        User.Identity?.IsAuthenticated == true
            ? Redirect(Local(next))
            : View("SignIn", new SignInPage(Local(next), []));

    /// <summary>A text to sign, with the form token that the next post needs.</summary>
    [HttpGet("sign-in/challenge.json"), AllowAnonymous, EnableRateLimiting(SecuritySetup.SignInLimit)]
    public async Task<IActionResult> Challenge(CancellationToken cancel)
    {
        await challenges.SweepAsync(cancel);
        return await stepUp.AskAsync(ChallengePurpose.SignIn, cancel);
    }

    [HttpPost("sign-in"), AllowAnonymous, EnableRateLimiting(SecuritySetup.SignInLimit)]
    public async Task<IActionResult> Enter(string? signature, string? next, CancellationToken cancel)
    {
        try
        {
            var (person, isRegistered) = await signIn.ExecuteAsync(signature, cancel);
            visit.Renew();
            await HttpContext.SignInAsync(SessionSetup.Scheme, person);
            // The form can be left for later: a registration stands in nobody's way before a deadline.
            return Redirect(
                isRegistered ? Local(next) : HrefTag.To($"/register?next={Uri.EscapeDataString(Local(next))}")
            );
        }
        catch (Refused refused) when (!FaultWriter.WantsJson(Request))
        {
            Response.StatusCode = FaultCatalogue.Status(refused.Findings[0]);
            return View("SignIn", new SignInPage(Local(next), refused.Findings));
        }
    }

    [HttpPost("sign-out"), AllowAnonymous]
    public async Task<IActionResult> Leave()
    {
        await HttpContext.SignOutAsync(SessionSetup.Scheme);
        visit.Renew();
        return Redirect(HrefTag.To("/"));
    }

    /// <summary>Who is signed in, and a form token for the next post of a program.</summary>
    [HttpGet("account.json"), AllowAnonymous]
    public IActionResult Account() =>
        Json(
            new
            {
                signedIn = User.Identity?.IsAuthenticated == true,
                orgCode = User.FindFirst(Viewer.OrgCodeClaim)?.Value,
                organisation = User.FindFirst(Viewer.OrgNameClaim)?.Value,
                signer = User.Identity?.Name,
                formToken = forgery.GetAndStoreTokens(HttpContext).RequestToken,
            }
        );

    private string Local(string? next) => Url.IsLocalUrl(next) ? next : HrefTag.To("/");
}
