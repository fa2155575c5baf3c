namespace Tender.Site.PublicSite;

internal static class PublicSiteSetup
{
    public static void AddPublicSite(this IServiceCollection services)
    {
        services.AddScoped<ReadFront>();
        services.AddScoped<ReadHistory>();
        services.AddScoped<ReadStatus>();
        services.AddScoped<ReadStatistics>();
    }
}
