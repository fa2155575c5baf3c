using System.Threading.RateLimiting;
using Microsoft.AspNetCore.CookiePolicy;
using Microsoft.Extensions.Options;

namespace Tender.Site.Setup;

/// <summary>Headers, cookies, request forgery, rates.</summary>
internal static class SecuritySetup
{
    /// <summary>Name of the limit on sign-in.</summary>
    public const string SignInLimit = "sign-in";

    /// <summary>Name of the limit on browsers' reports.</summary>
    public const string ReportLimit = "report";

    public static void AddSecurity(this IServiceCollection services)
    {
        services.AddHsts(o => o.MaxAge = TimeSpan.FromDays(730));
        services.AddAntiforgery(o =>
        {
            o.Cookie.Name = "__Host-form";
            o.Cookie.SameSite = SameSiteMode.Strict;
            o.HeaderName = "RequestVerificationToken";
            o.SuppressXFrameOptionsHeader = true;
        });
        // Every cookie is Secure, also on the loopback address of the sample: browsers count http://localhost as trustworthy.
        services.Configure<CookiePolicyOptions>(o =>
        {
            o.Secure = CookieSecurePolicy.Always;
            o.HttpOnly = HttpOnlyPolicy.Always;
        });
        services.AddSecurityHeaderPolicies(
            (policies, provider) =>
                PagePolicies.Add(policies, provider.GetRequiredService<IOptions<SiteOptions>>().Value)
        );
        services.AddRateLimiter(o =>
        {
            o.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            o.AddPolicy(SignInLimit, context => Window(context, 60));
            o.AddPolicy(ReportLimit, context => Window(context, 30));
        });
    }

    public static void MapSecurity(this WebApplication app)
    {
        app.MapPost(PagePolicies.ReportPath, PolicyReports.TakeAsync).RequireRateLimiting(ReportLimit).AllowAnonymous();
        app.MapHealth();
    }

    private static RateLimitPartition<string> Window(HttpContext context, int permits) =>
        RateLimitPartition.GetFixedWindowLimiter(
            context.Connection.RemoteIpAddress?.ToString() ?? "",
            _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = TimeSpan.FromMinutes(1) }
        );
}
