using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;
using Tender.Site.Audit;
using Tender.Site.Outbox;
using Tender.Site.Setup;

namespace Tender.Site.Data;

internal static class DataSetup
{
    public static void AddData(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(s =>
            NpgsqlDataSource.Create(s.GetRequiredService<IOptions<SiteOptions>>().Value.Database)
        );
        services.AddDbContextFactory<SiteContext>(
            (s, o) => o.UseNpgsql(s.GetRequiredService<NpgsqlDataSource>()).UseSnakeCaseNamingConvention()
        );
        services.AddKeyRing(configuration.GetSection("Site"));
        services.AddHttpContextAccessor();
        services.AddScoped<AuditTrail>();
        services.AddScoped<OutboxWriter>();
        services.AddScoped<OutboxDelivery>();
        services.AddHostedService<OutboxPump>();
    }
}
