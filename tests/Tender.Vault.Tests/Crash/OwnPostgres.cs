using Npgsql;
using Tender.Sample.Postgres;
using Tender.Sample.Processes;
using Tender.Testing;
using Tender.Vault.Database;

namespace Tender.Vault.Tests.Crash;

/// <summary>A durable PostgreSQL of a test's own, to be killed and started again at its place.</summary>
internal sealed class OwnPostgres : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new("own-postgres");
    private readonly int port = Ports.Free();
    private PostgresServer? server;

    internal string Database => server!.ConnectionString("vault");

    internal static async Task<OwnPostgres> StartAsync()
    {
        var own = new OwnPostgres();
        await own.RestartAsync();
        await own.ExecuteAsync("create database vault");
        await Migrator.RunAsync(own.Database, own.Database, default);
        return own;
    }

    internal async Task RestartAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }

        server = await PostgresServer.StartAsync(
            new PostgresOptions
            {
                Checkout = Repository.Root,
                DataPath = folder["data"],
                LogFile = folder["postgres.log"],
                Password = "test",
                Port = port,
                Durable = true,
                OnParentDeath = DeathSignal.Kill,
            }
        );
    }

    internal Task KillAsync() => server!.KillAsync();

    /// <summary>One statement as superuser in the database <c>postgres</c>.</summary>
    internal async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(server!.ConnectionString("postgres"));
        await using var db = await source.OpenConnectionAsync();
        await db.ExecuteAsync(sql, default);
    }

    public async ValueTask DisposeAsync()
    {
        await server!.DisposeAsync();
        folder.Dispose();
    }
}
