namespace Tender.Site.Objections;

internal static class ObjectionsSetup
{
    public static void AddObjections(this IServiceCollection services)
    {
        services.AddScoped<ReadObjections>();
        services.AddScoped<Standstill>();
        services.AddScoped<FileObjection>();
        services.AddScoped<ReplyObjection>();
        services.AddScoped<OrderStandstill>();
    }
}
