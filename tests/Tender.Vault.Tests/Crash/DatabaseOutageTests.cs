using Tender.Sealing;
using Tender.Testing;
using Tender.Vault.Client;
using Tender.Vault.Tests.Kit;
using Xunit;

namespace Tender.Vault.Tests.Crash;

/// <summary>
/// kill -9 of PostgreSQL during submissions and uploads (T01): refused in words, nothing acknowledged is lost, and the vault recovers by
/// itself. The control (T03) runs the same with commits that are not durable, and must see the loss.
/// </summary>
[Trait("Speed", "slow")]
public sealed class DatabaseOutageTests(AnvilFixture anvil) : IClassFixture<AnvilFixture>
{
    private const int Writers = 3;
    private const int Kills = 3;
    private readonly Gate gate = new();
    private readonly Tally tally = new();

    [Fact]
    public async Task Database_KilledAtRandom_LosesNothing_AndTheVaultRecoversByItself()
    {
        var seed = (ulong)TimeProvider.System.GetTimestamp();
        var chance = new SeededRandom(seed);
        await using var postgres = await OwnPostgres.StartAsync();
        await using var kit = await VaultKit.StartAsync(postgres.Database, anvil.Url);
        var tender = await kit.PublishAsync();
        gate.Open();
        var writers = await WritersAsync(kit, tender);
        var uploader = await Uploader.PrepareAsync(kit, tender, 50, gate);
        using var stop = new CancellationTokenSource();
        var running = writers.Select(w => w.RunAsync(stop.Token)).Append(uploader.RunAsync(stop.Token)).ToList();
        for (var kill = 0; kill < Kills; kill++)
        {
            await tally.MoreAsync(1 + chance.Bytes(1)[0] % 100);
            gate.Close();
            await postgres.KillAsync();
            await CheckRefusalsAsync(kit, tender);
            await postgres.RestartAsync();
            gate.Open();
        }

        await tally.MoreAsync(Writers);
        await stop.CancelAsync();
        await Task.WhenAll(running);
        foreach (var writer in writers)
        {
            await writer.CheckAsync(tender);
        }

        Assert.Null(await kit.ScalarAsync<long?>("select audit_verify()"));
        Assert.Equal(writers.Sum(w => w.Acknowledged.Count), await kit.ScalarAsync<long>("select count(*) from leaf"));
        await LedgerChecks.AllProvedAsync(kit, $"seed {seed}");
        await LedgerChecks.HeadsAgreeAsync(kit);
    }

    [Fact]
    public async Task Control_WithCommitsThatAreNotDurable_SeesTheLoss()
    {
        await using var postgres = await OwnPostgres.StartAsync();
        // What the vault refuses at its start; no background writer may help out.
        await postgres.ExecuteAsync("alter system set wal_writer_delay = '10s'");
        await postgres.ExecuteAsync("alter system set wal_writer_flush_after = '1GB'");
        await postgres.ExecuteAsync("select pg_reload_conf()");
        await postgres.ExecuteAsync("alter database vault set synchronous_commit = off");
        await using var kit = await VaultKit.StartAsync(postgres.Database, anvil.Url);
        var tender = await kit.PublishAsync();
        gate.Open();
        var writer = await Writer.PrepareAsync(kit, tender, 1, gate, tally);
        using var stop = new CancellationTokenSource();
        var running = writer.RunAsync(stop.Token);
        await tally.MoreAsync(20);
        gate.Close();
        await postgres.KillAsync();
        var acknowledged = writer.Acknowledged.Count;
        await postgres.RestartAsync();
        Assert.InRange(await kit.ScalarAsync<long>("select count(*) from leaf"), 0, acknowledged - 1);
        await stop.CancelAsync();
        gate.Open();
        // Its chain of statements was lost with the rows: whatever it sends now does not follow.
        await Assert.ThrowsAnyAsync<VaultProblemException>(() => running);
    }

    private async Task<List<Writer>> WritersAsync(VaultKit kit, byte[] tender)
    {
        var writers = new List<Writer>();
        for (var i = 1; i <= Writers; i++)
        {
            writers.Add(await Writer.PrepareAsync(kit, tender, i, gate, tally));
        }

        return writers;
    }

    /// <summary>While the database is away: every call says so in both languages, and nobody is told more.</summary>
    private static async Task CheckRefusalsAsync(VaultKit kit, byte[] tender)
    {
        var problem = await Refusals.WithCodeAsync("ET-3071", () => kit.Client.GetTenderAsync(tender, default));
        Assert.Equal(503, problem.Status);
        Assert.Null(problem.Refusal);
        using var live = await kit.Http.GetAsync(new Uri(kit.Address, "healthz/live"));
        Assert.Equal(200, (int)live.StatusCode);
        using var ready = await kit.Http.GetAsync(new Uri(kit.Address, "healthz/ready"));
        Assert.Equal(503, (int)ready.StatusCode);
        Assert.Equal("ET-3071", await Tus.CodeAsync(ready));
    }
}
