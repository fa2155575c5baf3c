using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Tender.Ledger.Verification;

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

        var table = new StringBuilder("seq,at,act,actor,detail_sha256,hash\r\n");
        foreach (var row in history.Rows)
        {
            table.Append(
                CultureInfo.InvariantCulture,
                $"{row.Seq},{HistoryPage.At(row):yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'},{row.Act},{row.Who?.Actor},{Convert.ToHexStringLower(row.DetailHash)},{Convert.ToHexStringLower(row.Hash)}\r\n"
            );
        }

        return File(Encoding.UTF8.GetBytes(table.ToString()), "text/csv; charset=utf-8", $"history-{no}.csv");
    }
}
