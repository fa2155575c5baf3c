using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using Tender.Site.Setup;
using Tender.Site.Shared.Faults;
using Tender.Site.Shared.Text;

namespace Tender.Site.Registration;

/// <summary>Sessions and who may what: everything is refused unless an endpoint says otherwise.</summary>
internal static class SessionSetup
{
    public const string Scheme = "certificate";

    /// <summary>Works on plans and notices.</summary>
    public const string Publisher = "publisher";

    /// <summary>Puts projects out to tender itself.</summary>
    public const string Tenderee = "tenderee";

    /// <summary>Keeps the trust list; named by the set-up, certificate by certificate.</summary>
    public const string Administrator = "administrator";

    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(60);
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);
    private const string Started = "started";

    public static void AddSessions(this IServiceCollection services)
    {
        services.AddSingleton<ITicketStore, SessionStore>();
        services
            .AddAuthentication(Scheme)
            .AddCookie(
                Scheme,
                o =>
                {
                    o.Cookie.Name = "__Host-session";
                    o.Cookie.SameSite = SameSiteMode.Lax;
                    o.Cookie.HttpOnly = true;
                    o.Cookie.SecurePolicy = CookieSecurePolicy.Always;
                    o.ExpireTimeSpan = Idle;
                    o.SlidingExpiration = true;
                    o.Events = new CookieAuthenticationEvents
                    {
                        OnRedirectToLogin = AskToSignIn,
                        OnRedirectToAccessDenied = Deny,
                        OnSigningIn = RememberStart,
                        OnValidatePrincipal = EndAfterLongest,
                    };
                }
            );
        services.AddSingleton<IPostConfigureOptions<CookieAuthenticationOptions>, UseStore>();
        services
            .AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder(Scheme).RequireAuthenticatedUser().Build())
            .AddPolicy(Publisher, p => p.RequireRole(nameof(OrganisationRole.Tenderee), nameof(OrganisationRole.Agent)))
            .AddPolicy(Tenderee, p => p.RequireRole(nameof(OrganisationRole.Tenderee)))
            .AddPolicy(Administrator, p => p.RequireAuthenticatedUser().RequireAssertion(IsAdministrator));
    }

    /// <summary>Asks the configuration at each request, so that taking somebody off acts at once.</summary>
    private static bool IsAdministrator(AuthorizationHandlerContext context) =>
        context.Resource is HttpContext http
        && context.User.FindFirst(Viewer.CertificateClaim)?.Value is { } certificate
        && http.RequestServices.GetRequiredService<IOptionsMonitor<SiteOptions>>()
            .CurrentValue.Administrators.Contains(certificate, StringComparer.OrdinalIgnoreCase);

    private static Task AskToSignIn(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (HttpMethods.IsGet(context.Request.Method) && !FaultWriter.WantsJson(context.Request))
        {
            var next = Uri.EscapeDataString(context.Request.Path + context.Request.QueryString);
            context.Response.Redirect($"/{Lang.Of(context.Request.Path)}/sign-in?next={next}");
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }

        return Task.CompletedTask;
    }

    private static Task Deny(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private static Task RememberStart(CookieSigningInContext context)
    {
        var now = context.HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        // A session that is written anew with other claims keeps its beginning.
        context.Properties.Items.TryAdd(Started, now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        return Task.CompletedTask;
    }

    private static async Task EndAfterLongest(CookieValidatePrincipalContext context)
    {
        var now = context.HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        var known =
            context.Properties.Items.TryGetValue(Started, out var text)
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && now - DateTimeOffset.FromUnixTimeSeconds(seconds) < Longest;
        if (!known)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(Scheme);
        }
    }

    private sealed class UseStore(ITicketStore store) : IPostConfigureOptions<CookieAuthenticationOptions>
    {
        public void PostConfigure(string? name, CookieAuthenticationOptions options) => options.SessionStore = store;
    }
}
