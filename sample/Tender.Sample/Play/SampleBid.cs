using Tender.Sealing;

namespace Tender.Sample.Play;

/// <summary>What a bidder offers: the sheet that is read out, and its file.</summary>
public sealed record SampleBid(BidSummary Summary, byte[] Body);
