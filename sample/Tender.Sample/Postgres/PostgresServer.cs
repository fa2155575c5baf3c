using System.Globalization;
using Npgsql;
using Tender.Sample.Processes;

namespace Tender.Sample.Postgres;

/// <summary>A running private PostgreSQL, listening on 127.0.0.1 only, with passwords (SCRAM-SHA-256) and without sockets in the file system.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly PostgresOptions options;
    private readonly ChildProcess process;

    private PostgresServer(PostgresOptions options, ChildProcess process, int port)
    {
        this.options = options;
        this.process = process;
        Port = port;
    }

    public int Port { get; }

    public int ProcessId => process.Id;

    public static async Task<PostgresServer> StartAsync(PostgresOptions options, CancellationToken cancel = default)
    {
        var cluster = await PostgresCluster.PrepareAsync(options, cancel);
        var port = options.Port == 0 ? Ports.Free() : options.Port;
        var server = new PostgresServer(options, ChildProcess.Start(Spec(options, cluster, port)), port);
        try
        {
            await server.WaitUntilReadyAsync(cancel);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>A connection string for one database, for the superuser unless another role is named.</summary>
    public string ConnectionString(string database, string? role = null, string? password = null) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = Port,
            Database = database,
            Username = role ?? options.Superuser,
            Password = password ?? options.Password,
            IncludeErrorDetail = true,
        }.ConnectionString;

    /// <summary>As if the power went: no checkpoint, no farewell. For tests of recovery.</summary>
    public Task KillAsync() => process.StopAsync(DeathSignal.Kill, TimeSpan.FromSeconds(5));

    public ValueTask DisposeAsync() => process.DisposeAsync();

    private static ChildSpec Spec(PostgresOptions options, PostgresCluster cluster, int port)
    {
        string[] settings =
        [
            "listen_addresses=127.0.0.1",
            string.Create(CultureInfo.InvariantCulture, $"port={port}"),
            "unix_socket_directories=",
            "max_connections=200",
            "timezone=UTC",
            "log_timezone=UTC",
            .. options.Durable
                ? Array.Empty<string>()
                : ["fsync=off", "synchronous_commit=off", "full_page_writes=off"],
        ];
        return new ChildSpec
        {
            Name = "postgres",
            FileName = cluster.Binaries.Server,
            Arguments = ["-D", options.DataPath, .. settings.SelectMany(s => new[] { "-c", s })],
            LogFile = options.LogFile,
            Privileges = cluster.Privileges,
            OnParentDeath = options.OnParentDeath,
        };
    }

    private async Task WaitUntilReadyAsync(CancellationToken cancel)
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString("postgres") + ";Pooling=false");
        var started = options.Time.GetTimestamp();
        while (true)
        {
            if (process.HasExited)
                throw new PrerequisiteException($"PostgreSQL did not start:\n{process.LogTail()}");
            try
            {
                await using var connection = await source.OpenConnectionAsync(cancel);
                return;
            }
            catch (NpgsqlException refused) when (refused.IsTransient || refused is not PostgresException)
            {
                if (options.Time.GetElapsedTime(started) > Patience)
                    throw new PrerequisiteException($"PostgreSQL was not ready in time:\n{process.LogTail()}");
                await Task.Delay(TimeSpan.FromMilliseconds(25), options.Time, cancel);
            }
        }
    }
}
