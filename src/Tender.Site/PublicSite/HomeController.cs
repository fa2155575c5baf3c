using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Tender.Site.Vault;

namespace Tender.Site.PublicSite;

/// <summary>Pages that belong to nobody: front page, verification, help, state of the service.</summary>
[AllowAnonymous]
[Route("{lang:lang}")]
public sealed class HomeController(VaultClock vaultClock) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Home([FromServices] ReadFront front, CancellationToken cancel) =>
        View("Home", await front.FindAsync(await vaultClock.NowAsync(cancel), cancel));

    [HttpGet("verify")]
    public IActionResult Verify() => View("Verify");

    [HttpGet("help")]
    public IActionResult Help() => View("Help");

    [HttpGet("statistics")]
    public async Task<IActionResult> Statistics([FromServices] ReadStatistics figures, CancellationToken cancel) =>
        View("Statistics", await figures.FindAsync(cancel));

    [HttpGet("status")]
    public async Task<IActionResult> Status([FromServices] ReadStatus status, CancellationToken cancel) =>
        View("Status", await status.FindAsync(cancel));
}
