using System.Text.Json.Serialization;

namespace Tender.Sealing;

/// <summary>What anybody may know of a section in the vault. Nothing here depends on bids before the deadline.</summary>
public sealed record TenderFacts
{
    /// <summary>The section's random reference, 32 bytes.</summary>
    public required byte[] TenderRef { get; init; }

    /// <summary>The section's UUID, 16 bytes.</summary>
    public required byte[] Lot { get; init; }

    /// <summary>Hash of the document set, 32 bytes.</summary>
    public required byte[] DocHash { get; init; }

    /// <summary>T: a commit at this instant or later is late.</summary>
    public required DateTimeOffset Deadline { get; init; }

    /// <summary>Fewer distinct bidders than this and nothing is opened.</summary>
    public required int MinBids { get; init; }

    /// <summary>Suite number, 1 for INT-1.</summary>
    public required int Suite { get; init; }

    /// <summary>Where the section stands.</summary>
    public required VaultState State { get; init; }

    /// <summary>Whether the deadline is held.</summary>
    public required bool Held { get; init; }

    /// <summary>The bound key set, 32 bytes; absent while registering.</summary>
    public byte[]? KeySetId { get; init; }

    /// <summary>Seats needed to open; 0 while registering.</summary>
    public required int K { get; init; }

    /// <summary>Seats in all; 0 while registering.</summary>
    public required int N { get; init; }

    /// <summary>The phase that is, or will next be, opened.</summary>
    public required int Phase { get; init; }

    /// <summary>Seconds between the sealed set and the first share.</summary>
    public required int ObjectionSeconds { get; init; }
}

/// <summary>Where a section stands in the vault.</summary>
[JsonConverter(typeof(NamedConverter<VaultState>))]
public enum VaultState
{
    /// <summary>Its registration or key binding is not yet on the ledger.</summary>
    [JsonStringEnumMemberName("registering")]
    Registering,

    /// <summary>A key set is bound; bids are accepted until the deadline.</summary>
    [JsonStringEnumMemberName("keyed")]
    Keyed,

    /// <summary>The deadline has passed and the set is frozen.</summary>
    [JsonStringEnumMemberName("closed")]
    Closed,

    /// <summary>The set is sealed on the ledger; custodians may answer after the objection time.</summary>
    [JsonStringEnumMemberName("sealed")]
    Sealed,

    /// <summary>Answers of custodians are coming in.</summary>
    [JsonStringEnumMemberName("opening")]
    Opening,

    /// <summary>Every part of the phase is open or decided, and recorded.</summary>
    [JsonStringEnumMemberName("opened")]
    Opened,

    /// <summary>Too few bids: nothing is ever opened.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>Ended by order, unopened.</summary>
    [JsonStringEnumMemberName("cancelled")]
    Cancelled,
}
