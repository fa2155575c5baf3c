using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Tender.Site.Shared.Faults;

/// <summary>Translates a <see cref="Refused"/> that an action let through: a page for people, problem+json for programs.</summary>
internal sealed class RefusalFilter(FaultWriter writer, IModelMetadataProvider metadata) : IExceptionFilter
{
    public void OnException(ExceptionContext context)
    {
        if (context.Exception is not Refused refused)
        {
            return;
        }

        var finding = refused.Findings[0];
        var status = FaultCatalogue.Status(finding);
        context.ExceptionHandled = true;
        context.Result = FaultWriter.WantsJson(context.HttpContext.Request)
            ? new ObjectResult(writer.Problem(context.HttpContext, finding, status))
            {
                StatusCode = status,
                ContentTypes = { "application/problem+json" },
            }
            : new ViewResult
            {
                ViewName = "/Shared/Faults/Fault.cshtml",
                StatusCode = status,
                ViewData = new ViewDataDictionary<FaultPage>(metadata, context.ModelState)
                {
                    Model = new FaultPage(status, refused.Findings, FaultWriter.Incident(context.HttpContext)),
                },
            };
    }
}
