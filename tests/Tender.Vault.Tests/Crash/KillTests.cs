using Tender.Sealing;
using Tender.Testing;
using Tender.Vault.Tests.Kit;
using Xunit;

namespace Tender.Vault.Tests.Crash;

/// <summary>
/// kill -9 of the vault during submissions, uploads and anchoring: at every write of a step that has to be found again, and at moments that
/// chance draws (T02).
/// </summary>
[Trait("Speed", "slow")]
public sealed class KillTests(PostgresFixture postgres, AnvilFixture anvil)
    : IClassFixture<PostgresFixture>,
        IClassFixture<AnvilFixture>
{
    private const int Writers = 3;
    private const int RandomKills = 3;
    private readonly Gate gate = new();
    private readonly Tally tally = new();

    /// <summary>Which row change the vault stands at when it dies; a name for the message, then table and condition.</summary>
    private static readonly (string Step, string Table, string Change)[] Steps =
    [
        ("the leaf of a commit", "leaf", "insert"),
        ("a piece that is durable, its row not yet", "upload", "update when new.received > old.received"),
        ("a file that has its name, its row not yet", "stored_file", "insert"),
        ("a window that is cut", "window_log", "update when new.state = 'cut'"),
        ("windows that are handed over", "outbox", "insert when new.kind = 'anchor'"),
        ("a transaction that is signed", "outbox", "update when new.status = 'signed' and old.status = 'queued'"),
        ("a transaction before it is sent", "outbox", "update when new.attempts > old.attempts"),
        ("a transaction that is mined", "outbox", "update when new.status = 'mined'"),
        ("a proof", "window_proof", "insert"),
        ("an offline receipt", "offline_receipt", "insert"),
    ];

    [Fact]
    public async Task Vault_KilledAtEveryStep_LosesNothingAndDoublesNothing()
    {
        var seed = (ulong)TimeProvider.System.GetTimestamp();
        await using var kit = await VaultKit.StartAsync(
            postgres,
            anvil,
            new VaultKitOptions
            {
                WithoutVault = true,
                WithKeys = false,
                Settings = new Dictionary<string, string?> { ["Ledger:Batch:WindowsPerTransaction"] = "1" },
            }
        );
        await using var vault = new VaultProcess(kit);
        await vault.StartAsync();
        await kit.MakeKeysAsync();
        var tender = await kit.PublishAsync();
        gate.Open();
        var writers = new List<Writer>();
        for (var i = 1; i <= Writers; i++)
        {
            writers.Add(await Writer.PrepareAsync(kit, tender, i, gate, tally));
        }

        var uploader = await Uploader.PrepareAsync(kit, tender, 50, gate);
        using var stop = new CancellationTokenSource();
        var running = writers.Select(w => w.RunAsync(stop.Token)).Append(uploader.RunAsync(stop.Token)).ToList();
        await KillAtEveryStepAsync(kit, vault);
        await KillAtRandomAsync(vault, new SeededRandom(seed));
        await tally.MoreAsync(Writers);
        await stop.CancelAsync();
        await Task.WhenAll(running);
        Assert.True(uploader.Finished > 0, "files came whole in between");
        await CheckAsync(kit, tender, writers, seed);
        await vault.TerminateAsync();
        Assert.Equal(0, vault.ExitCode);
    }

    private async Task KillAtEveryStepAsync(VaultKit kit, VaultProcess vault)
    {
        foreach (var (step, table, change) in Steps)
        {
            await using var pause = await PauseAt.BeginAsync(kit, table, change);
            await pause.WaitAsync(step);
            gate.Close();
            await vault.KillAsync();
            await pause.AbandonAsync();
            await vault.StartAsync();
            gate.Open();
        }
    }

    private async Task KillAtRandomAsync(VaultProcess vault, SeededRandom chance)
    {
        for (var kill = 0; kill < RandomKills; kill++)
        {
            await tally.MoreAsync(1 + chance.Bytes(1)[0] % 50);
            gate.Close();
            await vault.KillAsync();
            await vault.StartAsync();
            gate.Open();
        }
    }

    private static async Task CheckAsync(VaultKit kit, byte[] tender, List<Writer> writers, ulong seed)
    {
        foreach (var writer in writers)
        {
            await writer.CheckAsync(tender);
        }

        Assert.Null(await kit.ScalarAsync<long?>("select audit_verify()"));
        Assert.Equal(writers.Sum(w => w.Acknowledged.Count), await kit.ScalarAsync<long>("select count(*) from leaf"));
        await LedgerChecks.AllProvedAsync(kit, $"seed {seed}");
        Assert.Equal(
            0,
            await kit.ScalarAsync<long>("select count(*) from outbox where kind = 'anchor' and status = 'failed'")
        );
        await LedgerChecks.HeadsAgreeAsync(kit);
    }
}
