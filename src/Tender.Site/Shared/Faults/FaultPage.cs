using Tender.Rules;

namespace Tender.Site.Shared.Faults;

/// <summary>What an error page shows.</summary>
public sealed record FaultPage(int Status, IReadOnlyList<Finding> Findings, string Incident)
{
    /// <summary>Key of the heading. A conflict is called a change only when something was changed: a wrong stage is no change.</summary>
    public string TitleKey =>
        "Fault.Title."
        + Status switch
        {
            StatusCodes.Status403Forbidden or StatusCodes.Status404NotFound => Status,
            StatusCodes.Status409Conflict when Findings[0].RuleId == "ET-4001" => Status,
            StatusCodes.Status413PayloadTooLarge or StatusCodes.Status429TooManyRequests => Status,
            >= 500 => StatusCodes.Status500InternalServerError,
            _ => StatusCodes.Status400BadRequest,
        };
}
