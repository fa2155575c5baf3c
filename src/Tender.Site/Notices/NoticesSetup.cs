using Microsoft.Extensions.Options;
using Tender.Rules;
using Tender.Site.Outbox;
using Tender.Site.Setup;

namespace Tender.Site.Notices;

internal static class NoticesSetup
{
    public static void AddNotices(this IServiceCollection services)
    {
        services.AddSingleton(s => new NoticeRules(
            RulePack.Default,
            s.GetRequiredService<IOptions<SandboxOptions>>().Value.DayLength,
            s.GetRequiredService<IOptions<SiteOptions>>().Value.WindowSeconds
        ));
        services.AddSingleton(s => new SectionClocks(
            RulePack.Default,
            s.GetRequiredService<IOptions<SandboxOptions>>().Value.DayLength,
            s.GetRequiredService<IOptions<SiteOptions>>().Value.WindowSeconds
        ));
        services.AddScoped<ReadNotices>();
        services.AddSingleton<StandardTerms>();
        services.AddScoped<SaveFacts>();
        services.AddScoped<SaveTerms>();
        services.AddScoped<StartSection>();
        services.AddScoped<AddDocument>();
        services.AddScoped<PublishNotice>();
        services.AddScoped<PublishingRecord>();
        services.AddScoped<ChangeSection>();
        services.AddScoped<IOutboxHandler, RegisterSection>();
        services.AddScoped<IOutboxHandler, OrderChange>();
    }
}
