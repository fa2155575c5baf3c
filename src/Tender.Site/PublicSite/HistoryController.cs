using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Tender.Ledger.Verification;
using Tender.Site.Shared.Feeds;

namespace Tender.Site.PublicSite;

/// <summary>What was done to a plan or a tender, for everybody: as a page, and as files that are checked without this site.</summary>
[AllowAnonymous]
[Route("{lang:lang}/{kind:regex(^(plans|tenders)$)}/{no}")]
public sealed class HistoryController(ReadHistory histories) : Controller
{
    [HttpGet("history")]
    public async Task<IActionResult> Show(string kind, string no, CancellationToken cancel) =>
        await histories.FindAsync(kind, no, cancel) is { } history
            ? View("History", new HistoryPage(kind, history, HistoryVerifier.Verify(history.Write()).Holds))
            : NotFound();

    /// <summary>For <c>tender verify</c>.</summary>
    [HttpGet("history.json")]
    public async Task<IActionResult> Json(string kind, string no, CancellationToken cancel) =>
        await histories.FindAsync(kind, no, cancel) is { } history
            ? File(history.Write(), "application/json", $"history-{no}.json")
            : NotFound();

    /// <summary>For tables.</summary>
    [HttpGet("history.csv")]
    public async Task<IActionResult> Csv(string kind, string no, CancellationToken cancel)
    {
        if (await histories.FindAsync(kind, no, cancel) is not { } history)
        {
            return NotFound();
        }

        var rows = history.Rows.Select(r =>
            (IReadOnlyList<string>)
                [
                    r.Seq.ToString(CultureInfo.InvariantCulture),
                    HistoryPage.At(r).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
                    r.Act,
                    r.Who?.Actor ?? "",
                    Convert.ToHexStringLower(r.DetailHash),
                    Convert.ToHexStringLower(r.Hash),
                ]
        );
        string[] head = ["seq", "at", "act", "actor", "detail_sha256", "hash"];
        return File(await CsvTable.WriteAsync(head, rows, cancel), CsvTable.ContentType, $"history-{no}.csv");
    }
}
