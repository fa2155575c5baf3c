using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Tender.Site.Shared.Text;

namespace Tender.Site.Questions;

/// <summary>Amendments as everybody may read them, and what was signed for programs.</summary>
[AllowAnonymous]
[Route("{lang:lang}/tenders/{no}")]
public sealed class AmendmentsController(ReadAmendments amendments) : Controller
{
    [HttpGet("amendments")]
    public async Task<IActionResult> List(string no, CancellationToken cancel) =>
        await amendments.FindAsync(no, cancel) is { } page ? View("Amendments/Amendments", page) : NotFound();

    [HttpGet("amendments.json")]
    public async Task<IActionResult> Signed(string no, CancellationToken cancel) =>
        await amendments.FindAsync(no, cancel) is { } page
            ? Json(
                new
                {
                    no = page.Section.No,
                    deadline = BeijingTime.Machine(page.Section.Deadline!.Value),
                    amendments = page.Amendments.Select(a => new
                    {
                        number = a.Number,
                        publishedAt = BeijingTime.Machine(a.PublishedAt!.Value),
                        deadlineBefore = BeijingTime.Machine(a.DeadlineBefore!.Value),
                        deadline = BeijingTime.Machine(a.Deadline!.Value),
                        amendment = a.Json,
                        hash = Convert.ToHexStringLower(a.Hash!),
                        signature = Convert.ToBase64String(a.Signature!),
                    }),
                    changes = page.Changes.Select(c => new
                    {
                        number = c.Number,
                        kind = c.Kind.ToString(),
                        cause = c.Cause.ToString(),
                        at = BeijingTime.Machine(c.At),
                        deadlineBefore = BeijingTime.Machine(c.DeadlineBefore),
                        deadline = BeijingTime.Machine(c.Deadline),
                        hash = Convert.ToHexStringLower(c.Hash),
                    }),
                }
            )
            : NotFound();
}
