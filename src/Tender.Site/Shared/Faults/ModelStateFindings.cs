using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Tender.Site.Shared.Faults;

/// <summary>Puts a refusal beside the fields of the form that caused it.</summary>
internal static class ModelStateFindings
{
    public static void Add(this ModelStateDictionary state, Refused refused, FaultCatalogue catalogue)
    {
        foreach (var finding in refused.Findings)
        {
            state.AddModelError(finding.Field ?? "", catalogue.Text(finding));
        }
    }

    /// <summary>The same for a page that is shown again, with the refusal's status; no refusal changes nothing.</summary>
    public static void Tell(this Controller page, Refused? refused, FaultCatalogue catalogue)
    {
        if (refused is not null)
        {
            page.ModelState.Add(refused, catalogue);
            page.Response.StatusCode = FaultCatalogue.Status(refused.Findings[0]);
        }
    }
}
