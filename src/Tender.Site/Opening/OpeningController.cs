using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Tender.Site.Opening;

/// <summary>The public opening: anybody may watch, nobody can stop it.</summary>
[AllowAnonymous]
[Route("{lang:lang}/tenders/{no}")]
[ResponseCache(NoStore = true)]
public sealed class OpeningController(ReadOpening openings) : Controller
{
    [HttpGet("opening")]
    public async Task<IActionResult> Show(string no, CancellationToken cancel) =>
        await openings.FindAsync(no, cancel) is { } page ? View("Opening", page) : NotFound();

    [HttpGet("opening.json")]
    public async Task<IActionResult> State(string no, CancellationToken cancel) =>
        await openings.FindAsync(no, cancel) is { } page ? Json(OpeningState.Of(page)) : NotFound();

    /// <summary>The record on paper; missing until there is one.</summary>
    [HttpGet("record")]
    public async Task<IActionResult> Record(string no, CancellationToken cancel) =>
        await openings.FindAsync(no, cancel) is { Stage: OpeningStage.Opened or OpeningStage.Failed } page
            ? View("Record", page)
            : NotFound();

    /// <summary>The record as it was hashed, byte for byte.</summary>
    [HttpGet("record.json")]
    public async Task<IActionResult> RecordJson(string no, CancellationToken cancel) =>
        await openings.FindAsync(no, cancel) is { Stage: OpeningStage.Opened, Facts.Record: { } record }
            ? File(Encoding.UTF8.GetBytes(record), "application/json", $"{no}-record.json")
            : NotFound();
}
