using Tender.Sealing;
using Tender.Vault.Storage;

namespace Tender.Vault.Openings;

/// <summary>The first part of an opened bid for the bundle: its key, its one segment, and the segment's path in the file's tree.</summary>
internal static class SummaryPart
{
    internal static async Task<Ledger.Verification.OpenedPart> ReadAsync(
        IBlobStore store,
        OpeningSetBid bid,
        byte[] key,
        CancellationToken cancel
    )
    {
        var file = bid.File;
        var part = file.Header.FindPart(BidSummary.PartId)!;
        await using var bytes =
            await store.OpenFileAsync(file.TreeRoot, cancel)
            ?? throw new InvalidOperationException("A stored file is not in the store.");
        bytes.Position = part.Offset;
        var segment = new byte[part.SegmentLengthAt(0)];
        await bytes.ReadExactlyAsync(segment, cancel);
        byte[][] leaves = [.. file.LeafHashes.Chunk(32)];
        return new Ledger.Verification.OpenedPart
        {
            Commitment = bid.Entry.Commitment,
            Key = key,
            Path = Rfc9162.InclusionProof(leaves, (int)part.FirstLeaf),
            Segment = segment,
        };
    }
}
