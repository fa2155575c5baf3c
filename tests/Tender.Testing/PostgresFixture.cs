using Npgsql;
using Tender.Sample.Postgres;
using Tender.Sample.Processes;
using Xunit;

namespace Tender.Testing;

/// <summary>
/// Real PostgreSQL for a test class. All classes of a test process share one private cluster (fsync off), which dies with the
/// process; every class, or every test, gets databases of its own, so that nothing is shared and all run in parallel.
/// </summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private static readonly Lazy<Task<PostgresServer>> Cluster = new(StartAsync);
    private static readonly Dictionary<string, Task<string>> Templates = [];
    private static readonly SemaphoreSlim Cloning = new(1);
    private static int count;
    private PostgresServer? server;

    /// <summary>The cluster itself, for tests of roles.</summary>
    public PostgresServer Server => server ?? throw new InvalidOperationException("The fixture is not initialised.");

    public async Task InitializeAsync() => server = await Cluster.Value;

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>A fresh database, owned by the superuser. <paramref name="migrate"/> gets its connection string.</summary>
    public async Task<string> CreateDatabaseAsync(Func<string, Task>? migrate = null)
    {
        var name = NextName();
        await ExecuteAsync($"create database {name}");
        var connection = Server.ConnectionString(name);
        if (migrate is not null)
            await migrate(connection);
        return connection;
    }

    /// <summary>
    /// A copy of a database that was migrated once in this process under the name <paramref name="template"/>: 50 ms instead of all
    /// scripts again.
    /// </summary>
    public async Task<string> CloneDatabaseAsync(string template, Func<string, Task> migrate)
    {
        Task<string> migrated;
        lock (Templates)
        {
            if (!Templates.TryGetValue(template, out migrated!))
                Templates[template] = migrated = MigrateTemplateAsync(migrate);
        }

        var source = await migrated;
        var name = NextName();
        // PostgreSQL refuses to copy a template that somebody is connected to, also by another copy's own session.
        await Cloning.WaitAsync();
        try
        {
            await ExecuteAsync($"create database {name} template {source}");
        }
        finally
        {
            Cloning.Release();
        }

        return Server.ConnectionString(name);
    }

    /// <summary>Runs one statement as superuser in the database <c>postgres</c>.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Server.ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static string NextName() => $"test_{Interlocked.Increment(ref count)}";

    private async Task<string> MigrateTemplateAsync(Func<string, Task> migrate)
    {
        var connection = await CreateDatabaseAsync(migrate);
        NpgsqlConnection.ClearPool(new NpgsqlConnection(connection));
        return new NpgsqlConnectionStringBuilder(connection).Database!;
    }

    private static async Task<PostgresServer> StartAsync()
    {
        var folder = new TemporaryFolder("postgres");
        var started = await PostgresServer.StartAsync(
            new PostgresOptions
            {
                Checkout = Repository.Root,
                DataPath = folder["data"],
                LogFile = folder["postgres.log"],
                Password = "test",
                Durable = false,
                OnParentDeath = DeathSignal.Kill,
            }
        );
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            started.KillAsync().GetAwaiter().GetResult();
            folder.Dispose();
        };
        return started;
    }
}
