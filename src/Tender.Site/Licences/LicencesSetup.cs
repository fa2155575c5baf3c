namespace Tender.Site.Licences;

internal static class LicencesSetup
{
    public static void AddLicences(this IServiceCollection services)
    {
        services.AddOptions<LicenceOptions>().BindConfiguration("Licences");
        services.AddSingleton<ILicenceRegister, SimulatedLicences>();
        services.AddScoped<LicenceCheck>();
    }
}
