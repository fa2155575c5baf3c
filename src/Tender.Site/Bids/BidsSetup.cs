namespace Tender.Site.Bids;

internal static class BidsSetup
{
    public static void AddBids(this IServiceCollection services)
    {
        services.AddSingleton<SealingScripts>();
        services.AddScoped<ScriptTexts>();
    }
}
