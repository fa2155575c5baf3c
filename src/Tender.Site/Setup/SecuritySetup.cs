using System.Threading.RateLimiting;
using Microsoft.AspNetCore.CookiePolicy;
using Microsoft.AspNetCore.HttpOverrides;
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
        services
            .AddOptions<ForwardedHeadersOptions>()
            .Configure<IOptions<SiteOptions>>(
                (forwarded, site) =>
                {
                    forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
                    foreach (var network in site.Value.TrustedProxies)
                    {
                        forwarded.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network));
                    }
                }
            );
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
        services.AddSiteLimits();
    }

    private static void AddSiteLimits(this IServiceCollection services) =>
        services.AddRateLimiter(o =>
        {
            o.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            o.OnRejected = (context, _) =>
            {
                context.HttpContext.Response.Headers.RetryAfter = "60";
                return ValueTask.CompletedTask;
            };
            // A whole office, or a whole city before a deadline, may share one address.
            o.AddPolicy(SignInLimit, context => Window(context, 1_200));
            o.AddPolicy(ReportLimit, context => Window(context, 30));
        });

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
