namespace Tender.Sealing;

/// <summary>One sealed file and the secrets that open it.</summary>
public sealed record KeyFileEntry
{
    /// <summary>SHA-256 of the header.</summary>
    public required byte[] HeaderHash { get; init; }

    /// <summary>Root of the tree.</summary>
    public required byte[] TreeRoot { get; init; }

    /// <summary>Bytes of the file.</summary>
    public required long FileSize { get; init; }

    /// <summary>Leaves of the tree.</summary>
    public required long LeafCount { get; init; }

    /// <summary>S_T of each part.</summary>
    public required IReadOnlyList<KeyFilePart> Parts { get; init; }

    /// <summary>The entry of a file that was just sealed.</summary>
    public static KeyFileEntry Of(SealedBid bid)
    {
        ArgumentNullException.ThrowIfNull(bid);
        return new KeyFileEntry
        {
            HeaderHash = bid.Header.Hash(),
            TreeRoot = bid.TreeRoot,
            FileSize = bid.Header.FileLength,
            LeafCount = bid.Header.LeafCount,
            Parts = [.. bid.Secrets.Select(s => new KeyFilePart { PartId = s.PartId, Secret = s.Secret })],
        };
    }
}
