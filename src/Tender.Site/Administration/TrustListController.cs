using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Tender.Site.Trust;

namespace Tender.Site.Administration;

/// <summary>Whose certificates are accepted, for everybody to see and to fetch.</summary>
[AllowAnonymous]
[Route("{lang:lang}/trust-list")]
public sealed class TrustListController(ReadTrust trust, TrustBook book) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Show(CancellationToken cancel) =>
        View("TrustList", await trust.PublicAsync(cancel));

    [HttpGet("{fingerprint:regex(^[[0-9a-f]]{{64}}$)}.pem")]
    public async Task<IActionResult> Download(string fingerprint, CancellationToken cancel) =>
        (await book.ListAsync(cancel)).FirstOrDefault(a => a.Fingerprint == fingerprint) is { } found
            ? File(
                System.Text.Encoding.ASCII.GetBytes(found.Certificate.ExportCertificatePem() + "\n"),
                "application/x-pem-file",
                fingerprint[..16] + ".pem"
            )
            : NotFound();
}
