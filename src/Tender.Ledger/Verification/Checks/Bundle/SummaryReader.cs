using Tender.Sealing;

namespace Tender.Ledger.Verification;

/// <summary>Opens a disclosed summary as anybody can: segment in the tree, key by its header tag, content (SBID1 13, step 5).</summary>
internal static class SummaryReader
{
    /// <summary>Why the part is not the one of this bid, or null.</summary>
    internal static string? WhyForeign(OpenedPart opened, SealedHeader header, byte[] treeRoot)
    {
        if (header.FindPart(BidSummary.PartId) is not { SegmentCount: 1 } part)
            return "the file has no summary of one segment";
        if (opened.Segment.Length != part.CiphertextLength)
            return "the segment has another length";
        var leaf = Rfc9162.LeafHash(opened.Segment);
        var isLeaf = Rfc9162.VerifyInclusion(
            (ulong)part.FirstLeaf,
            (ulong)header.LeafCount,
            leaf,
            opened.Path,
            treeRoot
        );
        // Leaf 1 and the header's leaf are neighbours: the lowest step of the path binds the header as well.
        var isHeader =
            opened.Path.Count > 0 && opened.Path[0].AsSpan().SequenceEqual(Rfc9162.LeafHash(header.Bytes.Span));
        if (!isLeaf || !isHeader)
            return "segment or header are not in the file's tree";
        return header.IsPartKey(part, opened.Key) ? null : "the key does not give the header tag";
    }

    /// <summary>The summary, or null when its content is garbage.</summary>
    internal static async Task<BidSummary?> ReadAsync(OpenedPart opened, SealedHeader header, CancellationToken cancel)
    {
        var part = header.FindPart(BidSummary.PartId)!;
        using var segment = new MemoryStream(opened.Segment);
        using var content = new MemoryStream();
        try
        {
            await new BidOpener(header, part, opened.Key)
                .OpenAsync(segment, content, null, cancel)
                .ConfigureAwait(false);
            return BidSummary.Parse(content.ToArray());
        }
        catch (SealingException)
        {
            // Garbage inside a right envelope is the bid's fault, and an answer here.
            return null;
        }
    }
}
