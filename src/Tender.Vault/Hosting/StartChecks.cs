using Tender.Vault.Database;
using Tender.Vault.Storage;

namespace Tender.Vault.Hosting;

/// <summary>What must hold before the first request: a schema that fits, a database and a disk that keep what they take.</summary>
internal sealed partial class StartChecks(
    VaultDatabase database,
    VaultOptions options,
    VaultClock clock,
    IBlobStore store,
    ILogger<StartChecks> log
)
{
    private static readonly (string Setting, string Refused)[] Volatile =
    [
        ("fsync", "off"),
        ("full_page_writes", "off"),
        ("synchronous_commit", "off"),
        ("synchronous_commit", "local"),
    ];

    /// <exception cref="ConfigurationException">The vault must not take bids like this.</exception>
    internal async Task RunAsync(CancellationToken cancel)
    {
        await CheckSchemaAsync(cancel);
        var findings = await CheckDurabilityAsync(cancel);
        if (findings.Count > 0 && !options.TolerateVolatileDatabase)
        {
            throw new ConfigurationException(findings);
        }

        foreach (var finding in findings)
        {
            Tolerated(finding);
        }

        await store.ProbeAsync(cancel);
        await RememberTimeAsync(cancel);
    }

    private async Task CheckSchemaAsync(CancellationToken cancel)
    {
        await using var db = await database.OpenAsync(cancel);
        var known = await db.ListAsync("select name from schema_script", r => r.GetString(0), cancel);
        var missing = Migrator.Scripts().Select(s => s.Name).Except(known).ToList();
        if (missing.Count > 0)
        {
            throw new ConfigurationException(
                missing.Select(m => $"Script {m} was not run: use the verb migrate first.")
            );
        }
    }

    private async Task<List<string>> CheckDurabilityAsync(CancellationToken cancel)
    {
        await using var db = await database.OpenAsync(cancel);
        var findings = new List<string>();
        foreach (var (setting, refused) in Volatile)
        {
            if (await db.ScalarAsync<string>("select current_setting($1)", cancel, setting) == refused)
            {
                findings.Add($"PostgreSQL runs with {setting} = {refused}: acknowledged bids could be lost.");
            }
        }

        return findings;
    }

    private async Task RememberTimeAsync(CancellationToken cancel)
    {
        await using var db = await database.OpenAsync(cancel);
        var latest = await db.FirstAsync("select max(at) from audit", r => r.TimeOrNull(0), cancel);
        if (latest is { } decided)
        {
            clock.Remember(decided);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Tolerated, never in production: {Finding}")]
    private partial void Tolerated(string finding);
}
