using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Tender.Site.PublicSite;

/// <summary>Pages that belong to nobody: front page, help, state of the service.</summary>
[AllowAnonymous]
[Route("{lang:lang}")]
public sealed class HomeController : Controller
{
    [HttpGet("")]
    public IActionResult Home() => View("Home");
}
