namespace Tender.Sealing;

/// <summary>
/// What a bidder keeps about its bid for one tender, under a password (<see cref="KeyFile"/>). Who has it can open the bid, so it
/// never leaves the bidder's device unless the bidder posts a part key at the opening.
/// </summary>
public sealed record KeyFileContent
{
    /// <summary>Version of this shape: 1.</summary>
    public required int V { get; init; }

    /// <summary>Suite of the sealed files: 1, INT-1.</summary>
    public required int Suite { get; init; }

    /// <summary>The section, 32 bytes.</summary>
    public required byte[] TenderRef { get; init; }

    /// <summary>The section's UUID.</summary>
    public required Guid Lot { get; init; }

    /// <summary>The key set, 32 bytes.</summary>
    public required byte[] KeySetId { get; init; }

    /// <summary>Unified social credit code of the bidder.</summary>
    public required string OrgCode { get; init; }

    /// <summary>The same in all versions of the bid, 32 bytes.</summary>
    public required byte[] BidNonce { get; init; }

    /// <summary>The sealed files, oldest first; the last one is the current version.</summary>
    public required IReadOnlyList<KeyFileEntry> Files { get; init; }

    /// <summary>What was submitted, oldest first.</summary>
    public required IReadOnlyList<KeyFileSubmission> Submissions { get; init; }
}
