using System.Reflection;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using DbUp;
using DbUp.Engine;
using Npgsql;

namespace Tender.Site.Data;

/// <summary>
/// Brings the schema up to date with the numbered scripts of this assembly. Run with the owner's connection before the program starts; a
/// script that changed after it ran stops everything.
/// </summary>
public static partial class SiteMigrator
{
    /// <summary>Verb <c>migrate</c>.</summary>
    /// <returns>Exit code.</returns>
    public static int Run(IConfiguration configuration, TextWriter problems)
    {
        var owner = configuration["Site:OwnerDatabase"];
        var app = configuration["Site:Database"];
        if (string.IsNullOrEmpty(owner) || string.IsNullOrEmpty(app))
        {
            problems.WriteLine("Site:OwnerDatabase and Site:Database are needed to migrate.");
            return 2;
        }

        Migrate(owner, new NpgsqlConnectionStringBuilder(app).Username ?? "");
        return 0;
    }

    /// <summary>Runs what is missing.</summary>
    /// <param name="ownerConnection">Connection of the role that owns the schema.</param>
    /// <param name="appRole">Role of the program; it gets its grants by the scripts.</param>
    /// <exception cref="InvalidOperationException">A script failed, or an old one was changed.</exception>
    public static void Migrate(string ownerConnection, string appRole)
    {
        if (!RoleName().IsMatch(appRole))
        {
            throw new InvalidOperationException("The program's role has an unusual name.");
        }

        CheckOldScripts(ownerConnection);
        var result = DeployChanges
            .To.PostgresqlDatabase(ownerConnection)
            .WithScriptsEmbeddedInAssembly(
                typeof(SiteMigrator).Assembly,
                n => n.EndsWith(".sql", StringComparison.Ordinal)
            )
            .WithVariable("app", appRole)
            .WithTransactionPerScript()
            .LogToNowhere()
            .Build()
            .PerformUpgrade();
        if (!result.Successful)
        {
            throw new InvalidOperationException($"Script {result.ErrorScript?.Name} failed.", result.Error);
        }

        KeepHashes(ownerConnection, result.Scripts);
    }

    private static void CheckOldScripts(string connection)
    {
        using var source = NpgsqlDataSource.Create(connection);
        Execute(source, "create table if not exists script_hash (name text primary key, sha256 bytea not null)");
        using var command = source.CreateCommand("select name, sha256 from script_hash");
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            if (!Hash(rows.GetString(0)).AsSpan().SequenceEqual(rows.GetFieldValue<byte[]>(1)))
            {
                throw new InvalidOperationException($"Script {rows.GetString(0)} was changed after it had run.");
            }
        }
    }

    private static void KeepHashes(string connection, IEnumerable<SqlScript> scripts)
    {
        using var source = NpgsqlDataSource.Create(connection);
        foreach (var script in scripts)
        {
            using var command = source.CreateCommand("insert into script_hash values ($1, $2)");
            command.Parameters.Add(new NpgsqlParameter { Value = script.Name });
            command.Parameters.Add(new NpgsqlParameter { Value = Hash(script.Name) });
            command.ExecuteNonQuery();
        }
    }

    private static byte[] Hash(string name)
    {
        using var content =
            Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"Script {name} ran once and is gone.");
        return SHA256.HashData(content);
    }

    private static void Execute(NpgsqlDataSource source, string sql)
    {
        using var command = source.CreateCommand(sql);
        command.ExecuteNonQuery();
    }

    [GeneratedRegex("^[a-z_][a-z0-9_]{0,62}$")]
    private static partial Regex RoleName();
}
