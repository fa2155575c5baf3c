using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Tender.Sealing;
using Tender.Testing;
using Tender.Vault.Database;
using Tender.Vault.Tests.Kit;
using Xunit;

namespace Tender.Vault.Tests.Anchoring;

/// <summary>
/// Nothing of the anchoring tells how many bids there are (Ledger 14): same transactions, same schedule, same rows, same log lines in
/// worlds with no bid, one, seven and five hundred statements.
/// </summary>
[Trait("Speed", "slow")]
public sealed partial class TwoWorldsTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const int Windows = 24;

    [Fact]
    public async Task Worlds_WithNoAndManyBids_LookTheSame()
    {
        var worlds = await Task.WhenAll(RunAsync(0), RunAsync(1), RunAsync(7), RunAsync(500));
        foreach (var world in worlds[1..])
        {
            Assert.Equal(worlds[0].Transactions, world.Transactions);
            Assert.Equal(worlds[0].Rows, world.Rows);
            Assert.Equal(worlds[0].Log, world.Log);
        }

        Assert.Equal([0L, 1, 7, 500], worlds.Select(w => w.Leaves));
    }

    [Fact]
    public async Task Canary_OneCountInTheLog_IsSeen()
    {
        var quiet = await RunAsync(0, canary: true);
        var busy = await RunAsync(1, canary: true);
        Assert.NotEqual(quiet.Log, busy.Log);
    }

    private async Task<World> RunAsync(int statements, bool canary = false)
    {
        var anvil = new AnvilFixture();
        await anvil.InitializeAsync();
        try
        {
            // The chain is ahead of the vault's clock, so that every window has ended there when it is anchored.
            var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
            await using var kit = await VaultKit.StartAsync(
                postgres,
                anvil,
                new VaultKitOptions { Time = clock, PoolSize = 2 }
            );
            await anvil.Rpc.SetTimeAsync(clock.GetUtcNow().AddMinutes(30));
            var first = await BeginAsync(kit, clock);
            await SubmitAsync(kit, statements);
            if (canary)
            {
                ((Microsoft.Extensions.Logging.ILogger)kit.Log).Log(
                    Microsoft.Extensions.Logging.LogLevel.Information,
                    default,
                    $"{statements} bids",
                    null,
                    (text, _) => text
                );
            }

            for (var i = 0; i < Windows; i++)
            {
                await StepAsync(kit, clock, first + i);
            }

            return await World.OfAsync(kit, first);
        }
        finally
        {
            await anvil.DisposeAsync();
        }
    }

    /// <summary>Every world begins on a border of the schedule: a multiple of five windows.</summary>
    private static async Task<long> BeginAsync(VaultKit kit, FakeTimeProvider clock)
    {
        var now = (long)kit.Ledger.Grid.WindowOf(clock.GetUtcNow());
        var border = (now / 5 + 1) * 5;
        for (var n = now; n < border; n++)
        {
            await StepAsync(kit, clock, n);
        }

        return border;
    }

    /// <summary>Ends a window and waits until the vault has done all that follows.</summary>
    private static async Task StepAsync(VaultKit kit, FakeTimeProvider clock, long window)
    {
        var end = kit.Ledger.Grid.End((ulong)window);
        if (clock.GetUtcNow() < end)
        {
            clock.SetUtcNow(end);
        }

        var state = (window + 1) % 5 == 0 ? "proved" : "cut";
        await Eventually.TrueAsync(
            async () =>
            {
                kit.LookAgain();
                return await kit.ScalarAsync<bool>(
                    "select exists (select from window_log where n = $1 and (state = $2 or state = 'proved'))",
                    window,
                    state
                );
            },
            $"window {window} is {state}; {kit.Log}"
        );
    }

    private static async Task SubmitAsync(VaultKit kit, int statements)
    {
        var tender = await kit.PublishAsync();
        // Statements of one bidder follow each other; ten bidders make them side by side.
        var share = (statements + 9) / 10;
        var jobs = new List<Task>();
        for (var i = 0; i * share < statements; i++)
        {
            jobs.Add(SubmitAsync(kit.Bidder(2000 + i), tender, Math.Min(share, statements - i * share)));
        }

        await Task.WhenAll(jobs);
    }

    private static async Task SubmitAsync(TestBidder bidder, byte[] tender, int statements)
    {
        var bid = await bidder.SealAsync(tender);
        await bidder.UploadAsync(bid);
        byte[]? previous = null;
        for (var seq = 1; seq <= statements; seq++)
        {
            var action = seq % 2 == 1 ? StatementAction.Submit : StatementAction.Withdraw;
            var answer = await bidder.SubmitAsync(bidder.Statement(bid, action, seq, previous));
            previous = TestBidder.Receipt(answer).Commitment;
        }
    }

    private sealed record World(IReadOnlyList<string> Transactions, string Rows, IReadOnlyList<string> Log, long Leaves)
    {
        internal static async Task<World> OfAsync(VaultKit kit, long first)
        {
            await using var source = NpgsqlDataSource.Create(kit.Database);
            await using var db = await source.OpenConnectionAsync();
            var transactions = await db.ListAsync(
                """
                select first_window - $1, last_window - $1, octet_length(call_data), gas_limit, attempts, status
                from outbox where kind = 'anchor' and first_window >= $1 order by first_window
                """,
                r => string.Join(' ', Enumerable.Range(0, 6).Select(r.GetValue)),
                default,
                first
            );
            var rows = await db.FirstAsync(
                """
                select (select count(*) from window_log where n >= $1), (select count(*) from window_proof where window_n >= $1),
                    (select count(*) from outbox where kind = 'anchor' and first_window >= $1)
                """,
                r => $"{r.GetInt64(0)} {r.GetInt64(1)} {r.GetInt64(2)}",
                default,
                first
            );
            // Registering the section is public and may be seen in the log; times, ports and folders are not compared.
            var log = kit
                .Log.Lines.Select(l => Numbers().Replace(l, "#"))
                .Distinct()
                .Order(StringComparer.Ordinal)
                .ToList();
            return new World(transactions, rows!, log, await kit.ScalarAsync<long>("select count(*) from leaf"));
        }
    }

    [GeneratedRegex(@"127\.0\.0\.1:\d+|/\S*tender-test-\S+")]
    private static partial Regex Numbers();
}
