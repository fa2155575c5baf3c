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
}
