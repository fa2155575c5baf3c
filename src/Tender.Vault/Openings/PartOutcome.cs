using Tender.Sealing;
using Tender.Vault.Storage;

namespace Tender.Vault.Openings;

/// <summary>What became of one part: its key, or why there is none.</summary>
/// <param name="Bid">The bid.</param>
/// <param name="Part">The part.</param>
/// <param name="Key">K, when the envelope holds.</param>
/// <param name="Reason">A code: envelope.</param>
internal sealed record PartOutcome(OpeningSetBid Bid, SealedPart Part, byte[]? Key, string? Reason)
{
    /// <summary>
    /// Unwraps with the combined point. With valid answers a failure proves the envelope garbage: anyone recomputes it from them
    /// (SBID1 14).
    /// </summary>
    internal static PartOutcome Of(KeySet keySet, OpeningSetBid bid, SealedPart part, CurvePoint shared)
    {
        var header = bid.File.Header;
        try
        {
            var key = header.PartKey(part, header.UnwrapSecret(part, keySet.PublicKey, shared));
            return header.IsPartKey(part, key)
                ? new PartOutcome(bid, part, key, null)
                : new PartOutcome(bid, part, null, UnreadReasons.Envelope);
        }
        catch (SealingException)
        {
            return new PartOutcome(bid, part, null, UnreadReasons.Envelope);
        }
    }
}

/// <summary>Why a bid could not be read. The words are on the record.</summary>
internal static class UnreadReasons
{
    /// <summary>The wrapped key or the header tag fails with valid answers: the bidder's tool made garbage.</summary>
    internal const string Envelope = "envelope";

    /// <summary>A segment's tag fails although its hash is the one in the tree: the bidder's tool.</summary>
    internal const string Content = "content";

    /// <summary>A segment's hash is not the one in the tree: the vault's storage.</summary>
    internal const string Storage = "storage";

    /// <summary>The content is no bid summary, or there is no part 1.</summary>
    internal const string Summary = "summary";
}

/// <summary>Reads the summary of a bid from its first part.</summary>
internal sealed class SummaryReader(IBlobStore store)
{
    internal async Task<(BidSummary? Summary, string? Reason)> ReadAsync(
        OpeningSetBid bid,
        PartOutcome? outcome,
        CancellationToken cancel
    )
    {
        if (outcome is null || outcome.Part.PlaintextLength > BidSummary.MaxLength * 2)
        {
            return (null, UnreadReasons.Summary);
        }

        if (outcome.Key is not { } key)
        {
            return (null, outcome.Reason);
        }

        try
        {
            using var content = new MemoryStream();
            await PartReader.OpenAsync(store, bid.File, outcome.Part, key, content, cancel);
            return (BidSummary.Parse(content.ToArray()), null);
        }
        catch (SealingException failure)
        {
            return (null, ReasonOf(failure.Kind));
        }
    }

    private static string ReasonOf(SealingError kind) =>
        kind switch
        {
            SealingError.Root or SealingError.Truncated => UnreadReasons.Storage,
            SealingError.Json or SealingError.Member or SealingError.Version or SealingError.Value =>
                UnreadReasons.Summary,
            _ => UnreadReasons.Content,
        };
}
