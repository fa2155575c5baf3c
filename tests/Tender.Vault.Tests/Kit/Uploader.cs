using Tender.Sealing;
using Tender.Vault.Client;
using Xunit;

namespace Tender.Vault.Tests.Kit;

/// <summary>Uploads one file again and again in small pieces; what was acknowledged as durable must be there after every outage.</summary>
internal sealed class Uploader(TestBidder bidder, TestBid bid, byte[] tender, Gate gate)
{
    private const int Piece = 100_000;

    /// <summary>Files that came whole.</summary>
    internal int Finished { get; private set; }

    internal static async Task<Uploader> PrepareAsync(VaultKit kit, byte[] tender, int organisation, Gate gate)
    {
        var bidder = kit.Bidder(organisation);
        return new Uploader(bidder, await bidder.SealAsync(tender, bodyLength: 1_000_000), tender, gate);
    }

    internal async Task RunAsync(CancellationToken stop)
    {
        var session = await bidder.SessionAsync();
        while (!stop.IsCancellationRequested)
        {
            await OneAsync(session);
        }
    }

    private async Task OneAsync(VaultSession session)
    {
        var id = await Insist.Async(gate, () => session.Uploads.CreateAsync(tender, bid.File.Length, default));
        using var tus = new Tus(bidder.VaultAddress, session.Facts.Token);
        var acknowledged = 0L;
        while (acknowledged < bid.File.Length)
        {
            var facts = await Insist.Async(gate, () => session.Uploads.GetAsync(id, default));
            Assert.True(facts.Offset >= acknowledged, $"{facts.Offset} < {acknowledged}");
            acknowledged = Math.Max(facts.Offset, await SendAsync(tus, id, facts.Offset));
        }

        var stored = await Insist.Async(gate, () => session.Uploads.GetAsync(id, default));
        Assert.Equal(UploadState.Stored, stored.State);
        Assert.Equal(bid.Sealed.TreeRoot, stored.TreeRoot);
        Finished++;
    }

    /// <summary>The next piece; what is known to be durable afterwards.</summary>
    private async Task<long> SendAsync(Tus tus, string id, long offset)
    {
        var length = (int)Math.Min(Piece, bid.File.Length - offset);
        if (length == 0)
        {
            return offset;
        }

        try
        {
            using var response = await tus.PatchAsync(id, offset, bid.File.AsMemory((int)offset, length));
            return response.IsSuccessStatusCode ? offset + length : offset;
        }
        catch (HttpRequestException)
        {
            // Killed in the middle: the durable offset tells.
            return offset;
        }
    }
}
