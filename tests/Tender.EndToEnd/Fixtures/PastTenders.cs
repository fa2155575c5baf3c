using Tender.Sample.Play;

namespace Tender.EndToEnd;

/// <summary>What is over when a visitor comes: one tender that was opened, and one that failed with two bids.</summary>
/// <param name="Opened">Three bids.</param>
/// <param name="Failed">Two bids.</param>
public sealed record PastTenders(PublishedNotice Opened, PublishedNotice Failed)
{
    /// <summary>Publishes both and bids; their deadlines pass while other tests run.</summary>
    public static async Task<PastTenders> MakeAsync(Tenders tenders)
    {
        ArgumentNullException.ThrowIfNull(tenders);
        var opened = await tenders.PublishAsync("余杭塘河清淤及护岸修复工程", Tenders.Shortest);
        await tenders.BidAsync(opened, 3);
        var failed = await tenders.PublishAsync("西溪河口泵站更新工程", Tenders.Shortest);
        await tenders.BidAsync(failed, 2);
        return new PastTenders(opened, failed);
    }
}
