using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using DbUp;
using DbUp.Engine;
using Npgsql;

namespace Tender.Vault.Database;

/// <summary>
/// Brings the schema to the newest script, under the owner's role. Scripts go forward only; one that was run and changed afterwards stops
/// everything, because then nobody knows what the schema is.
/// </summary>
internal static class Migrator
{
    internal static async Task RunAsync(string ownerDatabase, string programDatabase, CancellationToken cancel)
    {
        await using var source = NpgsqlDataSource.Create(ownerDatabase);
        var scripts = Scripts();
        await CompareAsync(source, scripts, cancel);
        var outcome = DeployChanges
            .To.PostgresqlDatabase(ownerDatabase)
            .WithScripts(scripts)
            .WithVariable("program", new NpgsqlConnectionStringBuilder(programDatabase).Username)
            .WithTransactionPerScript()
            .LogToNowhere()
            .Build()
            .PerformUpgrade();
        if (!outcome.Successful)
        {
            throw new InvalidOperationException($"Script {outcome.ErrorScript?.Name} failed.", outcome.Error);
        }

        await RememberAsync(source, scripts, cancel);
    }

    internal static IReadOnlyList<SqlScript> Scripts()
    {
        var assembly = typeof(Migrator).Assembly;
        return
        [
            .. assembly
                .GetManifestResourceNames()
                .Where(n => n.EndsWith(".sql", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(n => new SqlScript(ShortName(n), Read(assembly, n))),
        ];
    }

    private static async Task CompareAsync(
        NpgsqlDataSource source,
        IReadOnlyList<SqlScript> scripts,
        CancellationToken cancel
    )
    {
        await using var db = await source.OpenConnectionAsync(cancel);
        await db.ExecuteAsync(
            "create table if not exists schema_script (name text primary key, hash bytea not null)",
            cancel
        );
        var known = await db.ListAsync(
            "select name, hash from schema_script",
            r => (Name: r.GetString(0), Hash: r.Bytes(1)),
            cancel
        );
        foreach (var (name, hash) in known)
        {
            var script =
                scripts.FirstOrDefault(s => s.Name == name)
                ?? throw new InvalidOperationException($"Script {name} was run and is gone: a newer program was here.");
            if (!hash.AsSpan().SequenceEqual(HashOf(script)))
            {
                throw new InvalidOperationException($"Script {name} was run and has changed since.");
            }
        }
    }

    private static async Task RememberAsync(
        NpgsqlDataSource source,
        IReadOnlyList<SqlScript> scripts,
        CancellationToken cancel
    )
    {
        await using var db = await source.OpenConnectionAsync(cancel);
        foreach (var script in scripts)
        {
            await db.ExecuteAsync(
                "insert into schema_script (name, hash) values ($1, $2) on conflict do nothing",
                cancel,
                script.Name,
                HashOf(script)
            );
        }
    }

    private static byte[] HashOf(SqlScript script) => SHA256.HashData(Encoding.UTF8.GetBytes(script.Contents));

    private static string ShortName(string resource) => string.Join('.', resource.Split('.')[^2..]);

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
