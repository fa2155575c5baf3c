namespace Tender.Custodian.History;

/// <summary>
/// What this seat decided to answer for one set and phase. It is on the disk before anything of it leaves the machine, and it is the only answer
/// that this seat will ever give for this tender and phase (SBID1 13).
/// </summary>
internal sealed record GivenAnswer
{
    /// <summary>The section, 32 bytes.</summary>
    public required byte[] TenderRef { get; init; }

    /// <summary>Opening phase.</summary>
    public required int Phase { get; init; }

    /// <summary>Root of the set that was answered, 32 bytes.</summary>
    public required byte[] SetRoot { get; init; }

    /// <summary>The key set, 32 bytes.</summary>
    public required byte[] KeySetId { get; init; }

    /// <summary>The points that were multiplied, compressed.</summary>
    public required IReadOnlyList<byte[]> Encs { get; init; }

    /// <summary>The signed partial opening, CMS.</summary>
    public required ReadOnlyMemory<byte> Message { get; init; }

    /// <summary>Nonce of the ledger transaction.</summary>
    public required ulong Nonce { get; init; }

    /// <summary>The signed <c>commitShare</c> with SHA-256 of the message.</summary>
    public required ReadOnlyMemory<byte> Transaction { get; init; }
}
