using Tender.Site.Shared.Faults;

namespace Tender.Site.Setup;

internal static class FaultSetup
{
    public static void AddFaultPages(this IServiceCollection services)
    {
        services.AddSingleton<FaultCatalogue>();
        services.AddSingleton<FaultWriter>();
    }

    /// <summary>Messages of forms are ids of the catalogue.</summary>
    public static IMvcBuilder AddSiteValidationText(this IMvcBuilder mvc) =>
        mvc.AddDataAnnotationsLocalization(o =>
            o.DataAnnotationLocalizerProvider = (_, factory) => factory.Create(typeof(FaultText))
        );
}
