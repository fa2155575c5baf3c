using Microsoft.Extensions.Options;
using Tender.Site.Setup;
using Tender.Vault.Client;

namespace Tender.Site.Vault;

internal static class VaultSetup
{
    public static void AddVault(this IServiceCollection services)
    {
        services.AddHttpClient<VaultClient>(
            (s, http) =>
            {
                var address = s.GetRequiredService<IOptions<SiteOptions>>().Value.VaultUrl.ToString();
                http.BaseAddress = new Uri(address.TrimEnd('/') + "/");
                http.Timeout = TimeSpan.FromSeconds(10);
            }
        );
        services.AddSingleton<VaultView>();
        services.AddSingleton<VaultClock>();
        services.AddSingleton<TradingSigner>();
    }

    /// <summary>The vault's time for countdowns, the same answer for everybody.</summary>
    public static void MapVaultClock(this WebApplication app) =>
        app.MapGet(
                "/clock.json",
                async (VaultClock vaultClock, HttpContext context) =>
                {
                    context.Response.Headers.CacheControl = "no-store";
                    return Results.Json(new { now = await vaultClock.NowAsync(context.RequestAborted) });
                }
            )
            .AllowAnonymous();
}
