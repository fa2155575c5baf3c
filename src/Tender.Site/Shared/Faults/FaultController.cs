using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Tender.Rules;

namespace Tender.Site.Shared.Faults;

/// <summary>Pages for answers that no action gave; <see cref="FaultPages"/> sends a request here.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true)]
public sealed class FaultController : Controller
{
    [Route("{lang:lang}/fault/{status:int:range(400,599)}", Order = 100)]
    public IActionResult Show(int status)
    {
        Response.StatusCode = status;
        var code = status switch
        {
            StatusCodes.Status400BadRequest => "ET-1900",
            StatusCodes.Status401Unauthorized => "ET-2021",
            StatusCodes.Status403Forbidden => "ET-2020",
            StatusCodes.Status404NotFound => "ET-4004",
            StatusCodes.Status409Conflict => "ET-4001",
            StatusCodes.Status413PayloadTooLarge => "ET-1105",
            StatusCodes.Status429TooManyRequests => "ET-9004",
            >= 500 => "ET-9001",
            _ => "ET-1901",
        };
        var incident = FaultWriter.Incident(HttpContext);
        return View("/Shared/Faults/Fault.cshtml", new FaultPage(status, [new Finding(code, incident)], incident));
    }
}
