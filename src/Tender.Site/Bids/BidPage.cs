namespace Tender.Site.Bids;

/// <summary>
/// The shell of the page on which a bid is made: public facts of the section and nothing else, so that it is the same for everybody who
/// opens it (decision 0004).
/// </summary>
public sealed record BidPage
{
    /// <summary>Largest single file of a bid; what the vault takes may be more.</summary>
    public const long MaxFileBytes = 2_000_000_000;

    /// <summary>Files of a bid before they become one part.</summary>
    public const int MaxFiles = 50;

    public required string No { get; init; }

    public required string Title { get; init; }

    /// <summary>The vault's name for the section, hex.</summary>
    public required string TenderRef { get; init; }

    /// <summary>The section's UUID, 32 hex digits.</summary>
    public required string Lot { get; init; }

    /// <summary>Hash of the document set, hex.</summary>
    public required string DocHash { get; init; }

    public required DateTimeOffset Deadline { get; init; }

    /// <summary>Whether the tender stands still; bids are taken all the same.</summary>
    public required bool IsPaused { get; init; }

    /// <summary>The vault's time.</summary>
    public required DateTimeOffset Now { get; init; }

    public required long? CeilingFen { get; init; }

    /// <summary>The vault as the browser reaches it, without a slash at the end.</summary>
    public required string Vault { get; init; }

    public required string ToolVersion { get; init; }

    /// <summary>Hash of the scripts that seal, <see cref="SealingScripts"/>.</summary>
    public required string ToolHash { get; init; }

    /// <summary>Texts of the script as one JSON object.</summary>
    public required string Texts { get; init; }
}
