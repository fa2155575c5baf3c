using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Razor;

namespace Tender.Site.Setup;

/// <summary>Views lie beside their controllers: the slice is the last word of the controller's namespace.</summary>
internal sealed class SliceViewLocations : IViewLocationExpander
{
    private const string Slice = "slice";

    public void PopulateValues(ViewLocationExpanderContext context) =>
        context.Values[Slice] = (
            context.ActionContext.ActionDescriptor as ControllerActionDescriptor
        )?.ControllerTypeInfo.Namespace?.Split('.')[^1];

    public IEnumerable<string> ExpandViewLocations(
        ViewLocationExpanderContext context,
        IEnumerable<string> viewLocations
    ) => context.Values[Slice] is { } slice ? [$"/{slice}/{{0}}.cshtml", "/Shared/{0}.cshtml"] : ["/Shared/{0}.cshtml"];
}
