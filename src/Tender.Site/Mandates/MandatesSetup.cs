namespace Tender.Site.Mandates;

internal static class MandatesSetup
{
    public static void AddMandates(this IServiceCollection services)
    {
        services.AddScoped<ReadMandates>();
        services.AddScoped<GrantMandate>();
        services.AddScoped<RevokeMandate>();
    }
}
