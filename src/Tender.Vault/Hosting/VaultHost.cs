using Tender.Ledger.Contracts;
using Tender.Sealing;
using Tender.Vault.Closing;
using Tender.Vault.Custody;
using Tender.Vault.Openings;
using Tender.Vault.Pools;
using Tender.Vault.Sessions;
using Tender.Vault.Submissions;
using Tender.Vault.Tenders;
using Tender.Vault.Uploads;

namespace Tender.Vault.Hosting;

/// <summary>Puts the vault together.</summary>
internal static class VaultHost
{
    /// <summary>Reads configuration and keys and checks them; nothing is served yet.</summary>
    /// <exception cref="ConfigurationException">The vault must not start like this.</exception>
    internal static async Task<WebApplication> BuildAsync(
        string[] arguments,
        Action<WebApplicationBuilder>? adjust,
        CancellationToken cancel
    )
    {
        var builder = CreateBuilder(arguments);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IRandom>(SystemRandom.Instance);
        adjust?.Invoke(builder);
        var options = builder.Configuration.GetSection(VaultOptions.Section).Get<VaultOptions>() ?? new();
        var ledger = builder.Configuration.GetSection(LedgerOptions.Section).Get<LedgerOptions>() ?? new();
        await builder.AddVaultAsync(options, ledger, cancel);
        builder.AddSurface(options);
        var app = builder.Build();
        app.UseSurface();
        app.MapSessions();
        app.MapTenders();
        app.MapUploads();
        app.MapSubmissions();
        app.MapClosing();
        app.MapCustody();
        app.MapOpenings();
        app.MapPools();
        app.MapHealth();
        app.MapOpenApi("/{documentName}.json");
        return app;
    }

    /// <summary>Configuration in the usual order, and last the file that <c>--config</c> names.</summary>
    internal static WebApplicationBuilder CreateBuilder(string[] arguments)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = arguments });
        var place = Array.IndexOf(arguments, "--config");
        if (place >= 0 && place + 1 < arguments.Length)
        {
            builder.Configuration.AddJsonFile(Path.GetFullPath(arguments[place + 1]), optional: false);
        }

        // The framework logs a line a request: addresses, lengths and times of uploads would tell how many bids there are (I8).
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("System.Net.Http", LogLevel.Warning);
        if (builder.Configuration["Urls"] is { Length: > 0 } urls)
        {
            builder.WebHost.UseUrls(urls.Split(';'));
        }

        return builder;
    }
}

/// <summary>A configuration that the vault refuses, one finding a line.</summary>
internal sealed class ConfigurationException(IEnumerable<string> findings) : Exception(string.Join('\n', findings));
