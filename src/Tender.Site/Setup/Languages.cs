using System.Globalization;
using Microsoft.AspNetCore.Localization;
using Tender.Site.Shared.Text;

namespace Tender.Site.Setup;

/// <summary>Two languages, two prefixes: <c>/zh/...</c> and <c>/en/...</c> are the same page (PublicSite, ux 5).</summary>
internal static class Languages
{
    public static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-CN");
    public static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    public static void AddSiteLanguages(this IServiceCollection services)
    {
        services.AddLocalization();
        services.Configure<RequestLocalizationOptions>(o =>
        {
            o.DefaultRequestCulture = new RequestCulture(Chinese);
            o.SupportedCultures = o.SupportedUICultures = [Chinese, English];
            o.RequestCultureProviders = [new PrefixCulture()];
        });
    }

    /// <summary>The front door has no language: it asks the browser once and shows the address of what it chose.</summary>
    public static void MapLanguageChoice(this WebApplication app) =>
        app.MapGet(
                "/",
                (HttpContext context) =>
                {
                    context.Response.Headers.Vary = "Accept-Language";
                    return Results.Redirect($"/{Preferred(context.Request)}");
                }
            )
            .AllowAnonymous();

    private static string Preferred(HttpRequest request)
    {
        var wanted = request
            .GetTypedHeaders()
            .AcceptLanguage.OrderByDescending(l => l.Quality ?? 1)
            .Select(l => l.Value.Value ?? "")
            .FirstOrDefault(l =>
                l.StartsWith(Lang.Zh, StringComparison.OrdinalIgnoreCase)
                || l.StartsWith(Lang.En, StringComparison.OrdinalIgnoreCase)
            );
        return wanted?.StartsWith(Lang.En, StringComparison.OrdinalIgnoreCase) == true ? Lang.En : Lang.Zh;
    }

    private sealed class PrefixCulture : IRequestCultureProvider
    {
        public Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext) =>
            Task.FromResult<ProviderCultureResult?>(
                new(Lang.Of(httpContext.Request.Path) == Lang.En ? English.Name : Chinese.Name)
            );
    }
}

/// <summary>Route constraint <c>lang</c>.</summary>
internal sealed class LanguageConstraint : IRouteConstraint
{
    public bool Match(
        HttpContext? httpContext,
        IRouter? route,
        string routeKey,
        RouteValueDictionary values,
        RouteDirection routeDirection
    ) => values[routeKey] is Lang.Zh or Lang.En;
}
