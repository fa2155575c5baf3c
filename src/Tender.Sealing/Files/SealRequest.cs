namespace Tender.Sealing;

/// <summary>What is sealed, for whom, and bound to what.</summary>
public sealed record SealRequest
{
    /// <summary>The section, 32 bytes.</summary>
    public required ReadOnlyMemory<byte> TenderRef { get; init; }

    /// <summary>The section's UUID.</summary>
    public required Guid Lot { get; init; }

    /// <summary>Hash of the document set that the bidder accepts, 32 bytes.</summary>
    public required ReadOnlyMemory<byte> DocHash { get; init; }

    /// <summary>SHA-256 of the certificate of the key set, 32 bytes.</summary>
    public required ReadOnlyMemory<byte> KeySetId { get; init; }

    /// <summary>Y of the key set, pt65.</summary>
    public required ReadOnlyMemory<byte> PublicKey { get; init; }

    /// <summary>32 random bytes of this bidder for this tender; kept in the key file and used again for a replacement (SBID1 4).</summary>
    public required ReadOnlyMemory<byte> BidNonce { get; init; }

    /// <summary>Unified social credit code of the bidder, 18 characters.</summary>
    public required string OrganisationCode { get; init; }

    /// <summary>Flag P: pad contents to their Padmé size, so that their lengths tell less.</summary>
    public bool Padded { get; init; }

    /// <summary>1 to 8 parts, ids ascending strictly.</summary>
    public required IReadOnlyList<SealInput> Parts { get; init; }

    /// <summary>Threads that seal at the same time. Each of several costs 1 MiB of buffers; the file is the same.</summary>
    public int Workers { get; init; } = 1;

    internal void Check()
    {
        CheckLength(TenderRef, 32, nameof(TenderRef));
        CheckLength(DocHash, 32, nameof(DocHash));
        CheckLength(KeySetId, 32, nameof(KeySetId));
        CheckLength(PublicKey, SealedLayout.EncLength, nameof(PublicKey));
        CheckLength(BidNonce, 32, nameof(BidNonce));
        if (OrganisationCode.Length != 18 || !OrganisationCode.All(char.IsAsciiLetterOrDigit))
            throw new ArgumentException("An organisation code has 18 letters and digits.", nameof(OrganisationCode));
        if (Parts.Count is 0 or > SealedLayout.MostParts)
            throw new ArgumentException("A file has 1 to 8 parts.", nameof(Parts));
        var previous = 0;
        foreach (var part in Parts)
        {
            if (part.PartId <= previous || part.Phase is 0 or > SealedLayout.MostPhases || part.Length < 0)
                throw new ArgumentException(
                    "Ids ascend from 1, phases are 1 to 8, lengths not negative.",
                    nameof(Parts)
                );
            previous = part.PartId;
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(Workers, 1, nameof(Workers));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Workers, 64, nameof(Workers));
    }

    private static void CheckLength(ReadOnlyMemory<byte> value, int length, string name)
    {
        if (value.Length != length)
            throw new ArgumentException($"{name} has {value.Length} bytes instead of {length}.", name);
    }
}
