namespace Tender.Site.Opening;

internal static class OpeningSetup
{
    public static void AddOpening(this IServiceCollection services) => services.AddScoped<ReadOpening>();
}
