using Tender.Sample.Chain;
using Tender.Sample.Postgres;
using Tender.Sample.Processes;
using Tender.Testing;
using Tender.Vault.Database;
using Tender.Vault.Tests.Crash;
using Tender.Vault.Tests.Kit;

namespace Tender.Benchmarks.Vault;

/// <summary>
/// How long a bidder waits for its receipt while fifty submissions a second come in: each a file of its own, uploaded, synced and committed,
/// against a vault in a process of its own, with the sample's PostgreSQL (every commit synced) and a real chain. Clients, vault, database and
/// chain share the machine. Whether the anchoring shows anything of the load is counted here and proved, transaction by transaction for 0,
/// 1, 7 and 500 statements, by the test <c>TwoWorldsTests.Worlds_WithNoAndManyBids_LookTheSame</c>.
/// </summary>
public sealed class AcknowledgeBenchmark : IBenchmark
{
    private const int WarmUpSeconds = 2;

    public string Name => "acknowledge";

    public async Task<IReadOnlyList<Measurement>> RunAsync(bool quick, CancellationToken cancellationToken)
    {
        var seconds = quick ? 20 : 60;
        using var folder = new TemporaryFolder("bench");
        await using var postgres = await StartPostgresAsync(folder, cancellationToken);
        await using var chain = await AnvilNode.StartAsync(
            new AnvilOptions
            {
                Checkout = Repository.Root,
                LogFile = folder["anvil.log"],
                OnParentDeath = DeathSignal.Kill,
            },
            cancellationToken
        );
        var options = new VaultKitOptions
        {
            WithoutVault = true,
            WithKeys = false,
            Settings = new Dictionary<string, string?> { ["Vault:TolerateVolatileDatabase"] = "false" },
        };
        await using var kit = await VaultKit.StartAsync(postgres.ConnectionString("bench"), chain.Url, options);
        await using var vault = new VaultProcess(kit);
        await vault.StartAsync();
        await kit.MakeKeysAsync();
        var tender = await kit.PublishAsync();
        var floor = await DurabilityFloor.MeasureAsync(kit.Database, folder["floor"], cancellationToken);
        var schedule = new AnchorShape(kit);
        var load = await SubmissionLoad.PrepareAsync(kit, tender, WarmUpSeconds + seconds, cancellationToken);
        await load.RunAsync(WarmUpSeconds, cancellationToken);
        var first = await schedule.NextBorderAsync(cancellationToken);
        var times = await load.RunAsync(seconds, cancellationToken);
        return [.. Judge(times, floor), await schedule.MeasureAsync(first, seconds, cancellationToken)];
    }

    private static IEnumerable<Measurement> Judge(IReadOnlyList<Timing> times, Percentiles floor)
    {
        var acknowledged = Percentiles.Of(times.Select(t => t.Acknowledged));
        var whole = Percentiles.Of(times.Select(t => t.Whole));
        yield return Measurement.Seen("submissions of 50/s, each answered with a receipt", times.Count, "");
        yield return Measurement.Seen("floor p50: one synced file, one synced commit", floor.P50, "ms");
        yield return Measurement.Seen("floor p95", floor.P95, "ms");
        yield return Measurement.Seen("acknowledgement p50", acknowledged.P50, "ms", acknowledged.P50 / floor.P50);
        yield return Measurement.AtMost("acknowledgement p95", acknowledged.P95, "ms", 300);
        yield return Measurement.Seen(
            "acknowledgement p95 against the floor",
            acknowledged.P95,
            "ms",
            acknowledged.P95 / floor.P95
        );
        yield return Measurement.Seen("acknowledgement p99", acknowledged.P99, "ms");
        yield return Measurement.Seen("upload and acknowledgement p95", whole.P95, "ms");
    }

    private static async Task<PostgresServer> StartPostgresAsync(TemporaryFolder folder, CancellationToken cancel)
    {
        var server = await PostgresServer.StartAsync(
            new PostgresOptions
            {
                Checkout = Repository.Root,
                DataPath = folder["data"],
                LogFile = folder["postgres.log"],
                Password = "bench",
                OnParentDeath = DeathSignal.Kill,
            },
            cancel
        );
        await using var source = Npgsql.NpgsqlDataSource.Create(server.ConnectionString("postgres"));
        await using var command = source.CreateCommand("create database bench");
        await command.ExecuteNonQueryAsync(cancel);
        var database = server.ConnectionString("bench");
        await Migrator.RunAsync(database, database, cancel);
        return server;
    }
}
