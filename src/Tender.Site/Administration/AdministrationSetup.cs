namespace Tender.Site.Administration;

internal static class AdministrationSetup
{
    public static void AddAdministration(this IServiceCollection services)
    {
        services.AddScoped<ReadTrust>();
        services.AddScoped<ProposeTrustChange>();
        services.AddScoped<DecideTrustChange>();
    }
}
