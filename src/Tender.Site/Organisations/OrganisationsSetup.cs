namespace Tender.Site.Organisations;

internal static class OrganisationsSetup
{
    public static void AddOrganisations(this IServiceCollection services)
    {
        services.AddScoped<ReadOrganisation>();
        services.AddScoped<RegisterOrganisation>();
    }
}
