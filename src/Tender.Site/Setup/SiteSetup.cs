using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.Extensions.WebEncoders;
using Tender.Sealing;
using Tender.Site.Administration;
using Tender.Site.Bids;
using Tender.Site.Certificates;
using Tender.Site.Data;
using Tender.Site.Documents;
using Tender.Site.Licences;
using Tender.Site.Mandates;
using Tender.Site.Notices;
using Tender.Site.Objections;
using Tender.Site.Opening;
using Tender.Site.Organisations;
using Tender.Site.Plans;
using Tender.Site.PublicSite;
using Tender.Site.Questions;
using Tender.Site.Registration;
using Tender.Site.Shared.Faults;
using Tender.Site.Vault;

namespace Tender.Site.Setup;

/// <summary>What the site consists of, in the order of the law; each slice registers itself.</summary>
internal static class SiteSetup
{
    public static void AddSite(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SiteOptions>().BindConfiguration("Site").ValidateDataAnnotations().ValidateOnStart();
        services
            .AddOptions<SandboxOptions>()
            .BindConfiguration("Sandbox")
            .Validate(o => o.DayLength > TimeSpan.Zero, "Sandbox:DayLength must be positive")
            .ValidateOnStart();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<IRandom>(SystemRandom.Instance);
        services.AddData(configuration);
        services.AddPages();
        services.AddSecurity();
        services.AddVault();
        services.AddDocuments();
        services.AddRegistration();
        services.AddLicences();
        services.AddOrganisations();
        services.AddCertificates();
        services.AddMandates();
        services.AddPlans();
        services.AddNotices();
        services.AddQuestions();
        services.AddBids();
        services.AddOpening();
        services.AddObjections();
        services.AddAdministration();
        services.AddPublicSite();
    }

    public static void UseSite(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseMiddleware<FaultPages>();
        app.UseSecurityHeaders();
        app.UseMiddleware<SameOriginOnly>();
        app.UseRequestLocalization();
        app.UseRouting();
        app.UseCookiePolicy();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapStaticAssets().AllowAnonymous();
        app.MapSecurity();
        app.MapControllers();
        app.MapLanguageChoice();
        app.MapVaultClock();
        // Whatever no endpoint answers is missing, for everybody alike: without this line the default deny would ask to sign in.
        app.MapFallback("{*path}", () => Results.NotFound()).AllowAnonymous();
    }

    private static void AddPages(this IServiceCollection services)
    {
        services.AddSiteLanguages();
        services.Configure<RouteOptions>(o => o.ConstraintMap["lang"] = typeof(LanguageConstraint));
        services.Configure<RazorViewEngineOptions>(o => o.ViewLocationExpanders.Add(new SliceViewLocations()));
        // Han characters stay readable in the source of a page.
        services.Configure<WebEncoderOptions>(o => o.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddFaultPages();
        services
            .AddControllersWithViews(o =>
            {
                o.Filters.Add(new AutoValidateAntiforgeryTokenAttribute());
                o.Filters.Add<RefusalFilter>();
            })
            .AddSiteValidationText();
    }
}
