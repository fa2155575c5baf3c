namespace Tender.Sealing;

/// <summary>What sealing gave, beside the file.</summary>
public sealed record SealedBid
{
    /// <summary>The header as written.</summary>
    public required SealedHeader Header { get; init; }

    /// <summary>Root of the tree over header and segments (SBID1 8).</summary>
    public required byte[] TreeRoot { get; init; }

    /// <summary>Hashes of the leaves; leaf 0 is the header.</summary>
    public required IReadOnlyList<byte[]> LeafHashes { get; init; }

    /// <summary>The secrets, one for each part, for the key file.</summary>
    public required IReadOnlyList<PartSecret> Secrets { get; init; }
}
