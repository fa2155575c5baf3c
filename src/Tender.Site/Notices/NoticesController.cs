using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using Tender.Site.Documents;
using Tender.Site.Vault;

namespace Tender.Site.Notices;

/// <summary>What everybody may read, without signing in .</summary>
[AllowAnonymous]
[Route("{lang:lang}/tenders")]
public sealed class NoticesController(ReadNotices notices, VaultClock vaultClock, VaultView vault) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> List(string? q, int page, CancellationToken cancel) =>
        View(
            "List",
            await notices.ListAsync(q, Math.Clamp(page, 1, 10_000), await vaultClock.NowAsync(cancel), cancel)
        );

    [HttpGet("{no}")]
    public async Task<IActionResult> Show(string no, CancellationToken cancel)
    {
        if (await notices.FindPublishedAsync(no, cancel) is not { } page)
        {
            return NotFound();
        }

        var keySet = page.Section.KeySetId is { } id ? await vault.KeySetAsync(Convert.FromHexString(id)) : null;
        return View(
            "Notice",
            page with
            {
                Now = await vaultClock.NowAsync(cancel),
                Vault = await vault.TenderAsync(page.Section.TenderRef!),
                KeySet = keySet,
            }
        );
    }

    /// <summary>A document by its hash; the name stands in the header only.</summary>
    [HttpGet("{no}/documents/{sha256:regex(^[[0-9a-f]]{{64}}$)}")]
    public async Task<IActionResult> Download(
        string no,
        string sha256,
        [FromServices] DocumentStore store,
        CancellationToken cancel
    )
    {
        if (
            await notices.FindDocumentAsync(no, Convert.FromHexString(sha256), cancel) is not { } document
            || store.Open(document.Sha256) is not { } content
        )
        {
            return NotFound();
        }

        return File(
            content,
            DocumentKind.Of(document.Kind).ContentType,
            document.Name,
            document.AddedAt,
            new EntityTagHeaderValue($"\"{sha256}\""),
            enableRangeProcessing: true
        );
    }

    /// <summary>What was signed, for programs: canonical JSON and the signature over its hash.</summary>
    [HttpGet("{no}/notice.json")]
    public async Task<IActionResult> Signed(string no, CancellationToken cancel) =>
        await notices.FindPublishedAsync(no, cancel) is { Section: { } section }
            ? Json(
                new
                {
                    no = section.No,
                    tenderRef = Convert.ToHexStringLower(section.TenderRef!),
                    notice = section.NoticeJson,
                    noticeHash = Convert.ToHexStringLower(section.NoticeHash!),
                    docHash = Convert.ToHexStringLower(section.DocHash!),
                    signature = Convert.ToBase64String(section.NoticeSignature!),
                    publishedAt = section.PublishedAt!.Value.UtcDateTime.ToString(
                        "yyyy-MM-dd'T'HH:mm:ss.fff'Z'",
                        CultureInfo.InvariantCulture
                    ),
                }
            )
            : NotFound();
}
