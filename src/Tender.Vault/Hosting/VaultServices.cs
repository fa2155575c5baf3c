using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using Tender.Ledger.Contracts;
using Tender.Sealing;
using Tender.Vault.Anchoring;
using Tender.Vault.Closing;
using Tender.Vault.Custody;
using Tender.Vault.Database;
using Tender.Vault.Openings;
using Tender.Vault.Pools;
using Tender.Vault.Sessions;
using Tender.Vault.Storage;
using Tender.Vault.Submissions;
using Tender.Vault.Tenders;
using Tender.Vault.Uploads;

namespace Tender.Vault.Hosting;

/// <summary>Services of the vault, one line a slice.</summary>
internal static class VaultServices
{
    internal static async Task AddVaultAsync(
        this WebApplicationBuilder builder,
        VaultOptions options,
        LedgerOptions ledgerOptions,
        CancellationToken cancel
    )
    {
        var production = builder.Environment.IsProduction();
        Demand(VaultOptionsCheck.Check(options, ledgerOptions, production));
        var services = builder.Services;
        var time = Instance<TimeProvider>(services);
        var random = Instance<IRandom>(services);
        var http = new HttpClient();
        var ledger = await LedgerAccess.LoadAsync(ledgerOptions, http, time, cancel);
        Demand(
            new LedgerStart(ledgerOptions, production).CheckOptions([
                ledger.Anchorer.Address,
                ledger.Registrar.Address,
                ledger.Recorder.Address,
            ])
        );
        var database = new VaultDatabase(NpgsqlDataSource.Create(ConnectionOf(options)));
        services.AddSingleton(options);
        services.AddSingleton(_ => http);
        services.AddSingleton(ledger);
        // Through factories, so that the host disposes of them.
        services.AddSingleton(_ => database);
        services.AddSingleton<VaultClock>();
        services.AddSingleton(new TrustSource(await TrustList.LoadAsync(options.AuthoritiesPath, cancel)));
        services.AddSingleton(await SigningIdentity.LoadAsync(options, time, cancel));
        services.AddSingleton(DayKeys.Load(options.DayKeysPath, database, random));
        services.TryAddSingleton<IBlobStore>(_ => new LocalDiskStore(options.FilesPath));
        var systems = await TradingSystems.LoadAsync(options.TradingSystems, cancel);
        services.AddSingleton(s => ActivatorUtilities.CreateInstance<TradingSystems>(s, systems));
        services.AddSingleton<StartChecks>();
        services.AddStep<ReloadTrust>();
        services.AddSlices();
    }

    private static void AddSlices(this IServiceCollection services)
    {
        services.AddSessions();
        services.AddTenders();
        services.AddUploads();
        services.AddSubmissions();
        services.AddAnchoring();
        services.AddClosing();
        services.AddCustody();
        services.AddOpenings();
        services.AddPools();
    }

    private static void Demand(IReadOnlyList<string> findings)
    {
        if (findings.Count > 0)
        {
            throw new ConfigurationException(findings);
        }
    }

    private static T Instance<T>(IServiceCollection services)
        where T : class => (T)services.Last(s => s.ServiceType == typeof(T)).ImplementationInstance!;

    /// <summary>Bounded in number and time, and without the values of rows in error texts: those could reach a log.</summary>
    private static string ConnectionOf(VaultOptions options) =>
        new NpgsqlConnectionStringBuilder(options.Database)
        {
            ApplicationName = "Tender.Vault",
            IncludeErrorDetail = false,
            MaxPoolSize = Math.Min(80, new NpgsqlConnectionStringBuilder(options.Database).MaxPoolSize),
            Timeout = 10,
            Options = "-c statement_timeout=30000 -c lock_timeout=15000",
        }.ConnectionString;
}
