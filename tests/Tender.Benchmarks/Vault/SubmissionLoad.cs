using System.Diagnostics;
using Tender.Ledger.Windows;
using Tender.Sealing;
using Tender.Vault.Client;
using Tender.Vault.Tests.Kit;

namespace Tender.Benchmarks.Vault;

/// <summary>How long one submission took, milliseconds.</summary>
/// <param name="Acknowledged">From sending the statement to the receipt.</param>
/// <param name="Whole">From opening the upload to the receipt.</param>
internal sealed record Timing(double Acknowledged, double Whole);

/// <summary>
/// Fifty bidders who each submit and then replace once a second. Everything is sealed and signed beforehand: on this machine the bidders'
/// work must not be measured with the vault's.
/// </summary>
internal sealed class SubmissionLoad
{
    private const int PerSecond = 50;
    private readonly List<Lane> lanes;
    private int next;

    private SubmissionLoad(List<Lane> lanes) => this.lanes = lanes;

    internal static async Task<SubmissionLoad> PrepareAsync(
        VaultKit kit,
        byte[] tender,
        int seconds,
        CancellationToken cancel
    )
    {
        var lanes = new Lane[PerSecond];
        await Parallel.ForAsync(
            0,
            PerSecond,
            cancel,
            async (i, _) => lanes[i] = await Lane.PrepareAsync(kit.Bidder(i + 1), tender, seconds)
        );
        return new SubmissionLoad([.. lanes]);
    }

    /// <summary>Open loop: a submission every 20 ms, whether the ones before were answered or not.</summary>
    internal async Task<IReadOnlyList<Timing>> RunAsync(int seconds, CancellationToken cancel)
    {
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(1000.0 / PerSecond));
        var running = new List<Task<Timing>>();
        for (var i = 0; i < seconds * PerSecond; i++)
        {
            await beat.WaitForNextTickAsync(cancel);
            running.Add(lanes[next % PerSecond].SubmitNextAsync(cancel));
            next++;
        }

        return await Task.WhenAll(running);
    }

    /// <summary>One bidder's versions, each with a file of its own.</summary>
    private sealed class Lane(
        byte[] tender,
        VaultSession session,
        Tus tus,
        Queue<(byte[] File, byte[] Message)> versions
    )
    {
        internal static async Task<Lane> PrepareAsync(TestBidder bidder, byte[] tender, int count)
        {
            var session = await bidder.SessionAsync();
            var versions = new Queue<(byte[], byte[])>();
            byte[]? previous = null;
            for (var seq = 1; seq <= count; seq++)
            {
                var bid = await bidder.SealAsync(tender);
                var action = seq == 1 ? StatementAction.Submit : StatementAction.Replace;
                var statement = bidder.Statement(bid, action, seq, previous);
                var message = bidder.Sign(statement);
                previous = CommitmentPreimage.Of(statement, message).Hash();
                versions.Enqueue((bid.File, message));
            }

            return new Lane(tender, session, new Tus(bidder.VaultAddress, session.Facts.Token), versions);
        }

        internal async Task<Timing> SubmitNextAsync(CancellationToken cancel)
        {
            var (file, message) = versions.Dequeue();
            var begun = Stopwatch.GetTimestamp();
            var id = await tus.NewAsync(tender, file.Length);
            using (var stored = await tus.PatchAsync(id, 0, file, Tus.ChecksumOf(file)))
            {
                stored.EnsureSuccessStatusCode();
            }

            var sent = Stopwatch.GetTimestamp();
            var answer = await session.SubmitAsync(message, TestBidder.NewKey(), cancel);
            var end = Stopwatch.GetTimestamp();
            return answer.Verdict == VaultVerdict.Accepted
                ? new Timing(
                    Stopwatch.GetElapsedTime(sent, end).TotalMilliseconds,
                    Stopwatch.GetElapsedTime(begun, end).TotalMilliseconds
                )
                : throw new InvalidOperationException("A submission was refused.");
        }
    }
}
