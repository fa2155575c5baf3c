using Tender.Ledger.Contracts;
using Tender.Sealing;
using Tender.Testing;
using Tender.Vault.Client;
using Tender.Vault.Tests.Kit;
using Xunit;

namespace Tender.Vault.Tests.Crash;

/// <summary>kill -9 of the vault at random moments during submissions, uploads and anchoring.</summary>
public sealed class KillTests(PostgresFixture postgres, AnvilFixture anvil)
    : IClassFixture<PostgresFixture>,
        IClassFixture<AnvilFixture>
{
    private const int Writers = 4;
    private const int Kills = 5;

    [Fact]
    public async Task Vault_KilledAtRandom_LosesNothingAndDoublesNothing()
    {
        var seed = (ulong)TimeProvider.System.GetTimestamp();
        var chance = new SeededRandom(seed);
        await using var kit = await VaultKit.StartAsync(
            postgres,
            anvil,
            new VaultKitOptions { WithoutVault = true, WithKeys = false }
        );
        await using var vault = new VaultProcess(kit);
        await vault.StartAsync();
        await kit.MakeKeysAsync();
        var tender = await kit.PublishAsync();
        var writers = new List<Writer>();
        for (var i = 1; i <= Writers; i++)
        {
            writers.Add(await Writer.PrepareAsync(kit, tender, i));
        }

        var uploader = await Uploader.PrepareAsync(kit, tender, 50);
        using var stop = new CancellationTokenSource();
        var running = writers.Select(w => w.RunAsync(stop.Token)).Append(uploader.RunAsync()).ToList();
        for (var kill = 0; kill < Kills; kill++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(300 + chance.Bytes(1)[0] * 4));
            await vault.KillAsync();
            await vault.StartAsync();
        }

        await stop.CancelAsync();
        await Task.WhenAll(running);
        await CheckAsync(kit, tender, writers, seed);
        await CheckLedgerAsync(kit, seed);
        await vault.TerminateAsync();
        Assert.Equal(0, vault.ExitCode);
    }

    private static async Task CheckAsync(VaultKit kit, byte[] tender, List<Writer> writers, ulong seed)
    {
        foreach (var writer in writers)
        {
            Assert.True(writer.Acknowledged.Count > 3, $"seed {seed}: {writer.Acknowledged.Count} statements");
            var session = await writer.Bidder.SessionAsync();
            var own = await session.GetSubmissionsAsync(tender, default);
            // Acknowledged = retrievable, once, in order.
            Assert.Equal(
                writer.Acknowledged.Select(a => Convert.ToHexString(a.Answer.ReceiptNo)),
                own.Select(s => Convert.ToHexString(s.ReceiptNo))
            );
            foreach (var (key, message, answer) in writer.Acknowledged)
            {
                var again = await session.SubmitAsync(message, key, default);
                Assert.Equal(answer.Receipt.ToArray(), again.Receipt.ToArray());
            }
        }

        Assert.Null(await kit.ScalarAsync<long?>("select audit_verify()"));
        Assert.Equal(writers.Sum(w => w.Acknowledged.Count), await kit.ScalarAsync<long>("select count(*) from leaf"));
    }

    private static async Task CheckLedgerAsync(VaultKit kit, ulong seed)
    {
        await Eventually.TrueAsync(
            async () =>
                await kit.ScalarAsync<long>(
                    "select count(*) from leaf l where not exists (select from offline_receipt o where o.receipt_no = l.receipt_no)"
                ) == 0,
            $"every receipt gets its proof (seed {seed})"
        );
        Assert.Equal(
            0,
            await kit.ScalarAsync<long>("select count(*) from outbox where kind = 'anchor' and status = 'failed'")
        );
        using var http = new HttpClient();
        var log = new AnchorLogClient(TestLedger.Reader(http, kit.ChainUrl), kit.Ledger.Plan.AnchorLog);
        var heads = await kit.ScalarAsync<byte[][]>(
            "select array_agg(head order by n) from window_log where head is not null"
        );
        for (var n = 0; n < heads!.Length; n++)
        {
            Assert.Equal(heads[n], await log.HeadAsync((ulong)n, default));
        }
    }

    /// <summary>Submits and withdraws one file for ever; a statement whose answer was lost is sent again until it is answered.</summary>
    private sealed class Writer(TestBidder bidder, TestBid bid)
    {
        internal TestBidder Bidder => bidder;

        internal List<(string Key, byte[] Message, SubmissionAnswer Answer)> Acknowledged { get; } = [];

        internal static async Task<Writer> PrepareAsync(VaultKit kit, byte[] tender, int organisation)
        {
            var bidder = kit.Bidder(organisation);
            var bid = await bidder.SealAsync(tender);
            await bidder.UploadAsync(bid);
            return new Writer(bidder, bid);
        }

        internal async Task RunAsync(CancellationToken stop)
        {
            byte[]? previous = null;
            for (var seq = 1L; !stop.IsCancellationRequested; seq++)
            {
                var action = seq % 2 == 1 ? StatementAction.Submit : StatementAction.Withdraw;
                var message = bidder.Sign(bidder.Statement(bid, action, seq, previous));
                var key = TestBidder.NewKey();
                var answer = await InsistAsync(message, key);
                Acknowledged.Add((key, message, answer));
                previous = TestBidder.Receipt(answer).Commitment;
            }
        }

        private async Task<SubmissionAnswer> InsistAsync(byte[] message, string key)
        {
            while (true)
            {
                try
                {
                    return await (await bidder.SessionAsync()).SubmitAsync(message, key, default);
                }
                catch (VaultProblemException problem) when (problem.IsTransient)
                {
                    await Task.Delay(20);
                }
            }
        }
    }

    /// <summary>Uploads files in small pieces; what was acknowledged as durable must be there after every kill.</summary>
    private sealed class Uploader(TestBidder bidder, TestBid bid, byte[] tender)
    {
        private const int Piece = 100_000;

        internal static async Task<Uploader> PrepareAsync(VaultKit kit, byte[] tender, int organisation)
        {
            var bidder = kit.Bidder(organisation);
            return new Uploader(bidder, await bidder.SealAsync(tender, bodyLength: 3_000_000), tender);
        }

        internal async Task RunAsync()
        {
            var session = await bidder.SessionAsync();
            var id = await InsistAsync(() => session.Uploads.CreateAsync(tender, bid.File.Length, default));
            using var tus = new Tus(bidder.VaultAddress, session.Facts.Token);
            var acknowledged = 0L;
            while (acknowledged < bid.File.Length)
            {
                var offset = (await InsistAsync(() => session.Uploads.GetAsync(id, default))).Offset;
                Assert.True(offset >= acknowledged, $"{offset} < {acknowledged}");
                acknowledged = offset;
                var length = (int)Math.Min(Piece, bid.File.Length - offset);
                try
                {
                    using var response = await tus.PatchAsync(id, offset, bid.File.AsMemory((int)offset, length));
                    if (response.IsSuccessStatusCode)
                    {
                        acknowledged = offset + length;
                    }
                }
                catch (HttpRequestException)
                {
                    // Killed in the middle: the durable offset tells.
                }

                await Task.Delay(60);
            }

            var facts = await InsistAsync(() => session.Uploads.GetAsync(id, default));
            Assert.Equal(UploadState.Stored, facts.State);
            Assert.Equal(bid.Sealed.TreeRoot, facts.TreeRoot);
        }

        private static async Task<T> InsistAsync<T>(Func<Task<T>> ask)
        {
            while (true)
            {
                try
                {
                    return await ask();
                }
                catch (VaultProblemException problem) when (problem.IsTransient)
                {
                    await Task.Delay(20);
                }
            }
        }
    }
}
