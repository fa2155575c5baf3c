using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using NetEscapades.AspNetCore.SecurityHeaders;
using Tender.Site.Notices;
using Tender.Site.Setup;
using Tender.Site.Vault;

namespace Tender.Site.Bids;

/// <summary>
/// The page on which a bid is made. It needs no sign-in and writes nothing: whoever opens it gets the same bytes but for the time, so that
/// neither this program nor its logs can tell who bids (decision 0004).
/// </summary>
[AllowAnonymous]
[Route("{lang:lang}/tenders/{no}/bid")]
public sealed class BidController(ReadNotices notices, VaultClock clock, IOptions<SiteOptions> options) : Controller
{
    [HttpGet("")]
    [SecurityHeadersPolicy(PagePolicies.Bid)]
    public async Task<IActionResult> Show(
        string no,
        [FromServices] ScriptTexts texts,
        [FromServices] SealingScripts scripts,
        CancellationToken cancel
    )
    {
        if (await notices.FindPublishedAsync(no, cancel) is not { Section: { } section })
        {
            return NotFound();
        }

        return View(
            "Bid",
            new BidPage
            {
                No = section.No,
                Title = section.Title,
                TenderRef = Convert.ToHexStringLower(section.TenderRef!),
                Lot = section.Id.ToString("N"),
                DocHash = Convert.ToHexStringLower(section.DocHash!),
                Deadline = section.Deadline!.Value,
                IsPaused = section.PausedAt is not null,
                Now = await clock.NowAsync(cancel),
                CeilingFen = section.CeilingFen,
                Vault = options.Value.VaultPublicUrl.GetLeftPart(UriPartial.Authority),
                ToolVersion = SiteBuild.Version,
                ToolHash = scripts.Hash,
                Texts = texts.ToJson(),
            }
        );
    }
}
