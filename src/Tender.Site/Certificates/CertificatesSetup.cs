namespace Tender.Site.Certificates;

internal static class CertificatesSetup
{
    public static void AddCertificates(this IServiceCollection services)
    {
        services.AddScoped<ReadCertificates>();
        services.AddScoped<RequestBinding>();
        services.AddScoped<DecideBinding>();
        services.AddScoped<EndBinding>();
    }
}
