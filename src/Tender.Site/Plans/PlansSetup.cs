using Microsoft.Extensions.Options;
using Tender.Rules;
using Tender.Site.Setup;
using Tender.Site.Shared.Forms;

namespace Tender.Site.Plans;

internal static class PlansSetup
{
    public static void AddPlans(this IServiceCollection services)
    {
        services
            .AddOptions<RegionOptions>()
            .BindConfiguration("Region")
            .Validate(o => o.Districts.Count > 0, "Region:Districts must name at least one")
            .ValidateOnStart();
        services.AddSingleton<FieldTexts>();
        services.AddSingleton(s => new PlanRules(
            RulePack.Default,
            s.GetRequiredService<IOptions<SandboxOptions>>().Value.DayLength
        ));
        services.AddScoped<PlanCheck>();
        services.AddScoped<ReadPlans>();
        services.AddScoped<ReadOwnPlans>();
        services.AddScoped<DraftPlan>();
        services.AddScoped<ChangePlan>();
        services.AddScoped<PublishPlan>();
        services.AddScoped<PlanReasons>();
        services.AddScoped<WaivePlan>();
        services.AddScoped<CancelPlan>();
        services.AddScoped<PlanRecord>();
    }
}
