using Tender.Sealing;
using Tender.Vault.Client;
using Xunit;

namespace Tender.Vault.Tests.Kit;

/// <summary>
/// Submits and withdraws one file until it is stopped, through every outage: a statement whose answer was lost is sent again with its key
/// until it is answered.
/// </summary>
internal sealed class Writer(TestBidder bidder, TestBid bid, Gate gate, Tally tally)
{
    internal List<(string Key, byte[] Message, SubmissionAnswer Answer)> Acknowledged { get; } = [];

    internal static async Task<Writer> PrepareAsync(
        VaultKit kit,
        byte[] tender,
        int organisation,
        Gate gate,
        Tally tally
    )
    {
        var bidder = kit.Bidder(organisation);
        var bid = await bidder.SealAsync(tender);
        await bidder.UploadAsync(bid);
        return new Writer(bidder, bid, gate, tally);
    }

    internal async Task RunAsync(CancellationToken stop)
    {
        byte[]? previous = null;
        for (var seq = 1L; !stop.IsCancellationRequested; seq++)
        {
            var action = seq % 2 == 1 ? StatementAction.Submit : StatementAction.Withdraw;
            var message = bidder.Sign(bidder.Statement(bid, action, seq, previous));
            var key = TestBidder.NewKey();
            var session = await bidder.SessionAsync();
            var answer = await Insist.Async(gate, () => session.SubmitAsync(message, key, default));
            Acknowledged.Add((key, message, answer));
            previous = TestBidder.Receipt(answer).Commitment;
            tally.Add();
        }
    }

    /// <summary>Acknowledged = retrievable, once, in order, with the original receipt; and the file is whole.</summary>
    internal async Task CheckAsync(byte[] tender)
    {
        Assert.NotEmpty(Acknowledged);
        var session = await bidder.SessionAsync();
        var own = await session.GetSubmissionsAsync(tender, default);
        Assert.Equal(
            Acknowledged.Select(a => Convert.ToHexString(a.Answer.ReceiptNo)),
            own.Select(s => Convert.ToHexString(s.ReceiptNo))
        );
        Assert.Equal(Acknowledged.Select(a => a.Answer.Receipt.ToArray()), own.Select(s => s.Receipt.ToArray()));
        var (key, message, answer) = Acknowledged[^1];
        var again = await session.SubmitAsync(message, key, default);
        Assert.Equal(answer.Receipt.ToArray(), again.Receipt.ToArray());
        await using var file = await session.GetFileAsync(bid.Sealed.TreeRoot, 0, default);
        using var copy = new MemoryStream();
        await file.CopyToAsync(copy);
        Assert.Equal(bid.File, copy.ToArray());
    }
}

/// <summary>Asks again after every answer that says "later".</summary>
internal static class Insist
{
    internal static async Task<T> Async<T>(Gate gate, Func<Task<T>> ask)
    {
        while (true)
        {
            try
            {
                return await ask();
            }
            catch (VaultProblemException problem) when (problem.IsTransient)
            {
                await gate.PassAsync();
            }
        }
    }
}
