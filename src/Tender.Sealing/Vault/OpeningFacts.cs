using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tender.Sealing;

/// <summary>The closed set; exists only after the deadline.</summary>
public sealed record SetFacts
{
    /// <summary>The section's random reference, 32 bytes.</summary>
    public required byte[] TenderRef { get; init; }

    /// <summary>Opening phase.</summary>
    public required int Phase { get; init; }

    /// <summary>Root over the entries (SBID1 13.1), 32 bytes.</summary>
    public required byte[] SetRoot { get; init; }

    /// <summary>Distinct bidders.</summary>
    public required int Count { get; init; }

    /// <summary>Ascending by commitment.</summary>
    public required IReadOnlyList<SetEntryFacts> Entries { get; init; }

    /// <summary>Hash of the decision that ordered a later phase, 32 bytes.</summary>
    public byte[]? DecisionHash { get; init; }

    /// <summary>Transaction of sealSet or sealPhase, 32 bytes, once mined.</summary>
    public byte[]? TxHash { get; init; }
}

/// <summary>A bid of the set; all hashes 32 bytes.</summary>
public sealed record SetEntryFacts
{
    /// <summary>The ledger leaf.</summary>
    public required byte[] Commitment { get; init; }

    /// <summary>Hash of the file's header.</summary>
    public required byte[] HeaderHash { get; init; }

    /// <summary>Root of the file's tree.</summary>
    public required byte[] TreeRoot { get; init; }

    /// <summary>Hash of the statement's CMS message.</summary>
    public required byte[] StatementHash { get; init; }

    /// <summary>Unified social credit code.</summary>
    public required string OrgCode { get; init; }

    /// <summary>The bidder's name.</summary>
    public required string Company { get; init; }
}

/// <summary>What a seat needs to check and answer a set.</summary>
public sealed record SetHeaders
{
    /// <summary>The section's random reference, 32 bytes.</summary>
    public required byte[] TenderRef { get; init; }

    /// <summary>In set order.</summary>
    public required IReadOnlyList<SetHeaderEntry> Entries { get; init; }

    /// <summary>All events of the tender with a storage proof (Ledger 6).</summary>
    public required JsonElement TenderProof { get; init; }
}

/// <summary>A bid's header and signed words.</summary>
/// <param name="Commitment">32 bytes.</param>
/// <param name="Header">The file's header.</param>
/// <param name="Statement">CMS of the statement.</param>
/// <param name="Receipt">CMS of the vault's receipt.</param>
public sealed record SetHeaderEntry(
    byte[] Commitment,
    ReadOnlyMemory<byte> Header,
    ReadOnlyMemory<byte> Statement,
    ReadOnlyMemory<byte> Receipt
);

/// <summary>Sets that wait for the caller's seat.</summary>
/// <param name="Items">Empty when there is nothing to do.</param>
public sealed record CustodyWork(IReadOnlyList<CustodyItem> Items);

/// <summary>One set and phase that waits.</summary>
/// <param name="TenderRef">32 bytes.</param>
/// <param name="Phase">Opening phase.</param>
/// <param name="ObjectionUntil">No share before this.</param>
public sealed record CustodyItem(byte[] TenderRef, int Phase, DateTimeOffset ObjectionUntil);

/// <summary>A signed ledger transaction to pass on.</summary>
/// <param name="RawTransaction">Its bytes.</param>
public sealed record RelayRequest(byte[] RawTransaction);

/// <summary>Where a relayed transaction was mined.</summary>
/// <param name="TxHash">32 bytes.</param>
/// <param name="BlockNumber">Block.</param>
/// <param name="BlockTime">The block's time.</param>
/// <param name="Status">1 when it succeeded.</param>
public sealed record RelayAnswer(byte[] TxHash, long BlockNumber, DateTimeOffset BlockTime, int Status);

/// <summary>The answer to a partial opening.</summary>
/// <param name="Seat">Whose.</param>
/// <param name="Accepted">Whether it is valid and stored.</param>
public sealed record PartialAnswer(int Seat, bool Accepted);

/// <summary>An opening as everybody sees it. Before the deadline everything that could hint at bids is absent.</summary>
public sealed record OpeningFacts
{
    /// <summary>The section's random reference, 32 bytes.</summary>
    public required byte[] TenderRef { get; init; }

    /// <summary>Where the section stands.</summary>
    public required VaultState State { get; init; }

    /// <summary>T.</summary>
    public required DateTimeOffset Deadline { get; init; }

    /// <summary>Opening phase.</summary>
    public required int Phase { get; init; }

    /// <summary>Distinct bidders, after the deadline.</summary>
    public int? Count { get; init; }

    /// <summary>Root of the set, after the deadline.</summary>
    public byte[]? SetRoot { get; init; }

    /// <summary>No share before this; known once the set is sealed.</summary>
    public DateTimeOffset? ObjectionUntil { get; init; }

    /// <summary>The custodians' seats.</summary>
    public required IReadOnlyList<SeatAnswer> Seats { get; init; }

    /// <summary>All bids, in one moment, when every part 1 is open or decided.</summary>
    public IReadOnlyList<OpenedBid>? Bids { get; init; }

    /// <summary>SHA-256(salt || record), on the ledger.</summary>
    public byte[]? RecordHash { get; init; }

    /// <summary>The opening record, canonical JSON (RFC 8785).</summary>
    public string? Record { get; init; }

    /// <summary>Salt of the record hash, 32 bytes.</summary>
    public byte[]? Salt { get; init; }
}

/// <summary>How far a seat is.</summary>
/// <param name="Seat">Number.</param>
/// <param name="Organisation">Name.</param>
/// <param name="State">How far.</param>
/// <param name="Reason">Why its answer is wrong: seat, set, count, proof or form.</param>
public sealed record SeatAnswer(int Seat, string Organisation, SeatState State, string? Reason = null);

/// <summary>How far a seat is with its answer.</summary>
[JsonConverter(typeof(NamedConverter<SeatState>))]
public enum SeatState
{
    /// <summary>Nothing came.</summary>
    [JsonStringEnumMemberName("waiting")]
    Waiting,

    /// <summary>The hash of its answer is on the ledger.</summary>
    [JsonStringEnumMemberName("committed")]
    Committed,

    /// <summary>Its answer came and its proof holds.</summary>
    [JsonStringEnumMemberName("verified")]
    Verified,

    /// <summary>An answer came that does not hold; it is ignored and kept as evidence.</summary>
    [JsonStringEnumMemberName("wrong")]
    Wrong,
}

/// <summary>A bid at the opening.</summary>
public sealed record OpenedBid
{
    /// <summary>The ledger leaf, 32 bytes.</summary>
    public required byte[] Commitment { get; init; }

    /// <summary>Unified social credit code.</summary>
    public required string OrgCode { get; init; }

    /// <summary>The bidder's name.</summary>
    public required string Company { get; init; }

    /// <summary>Whether its summary could be read.</summary>
    public required BidState State { get; init; }

    /// <summary>Why not.</summary>
    public string? Reason { get; init; }

    /// <summary>The bid summary, when open.</summary>
    public BidSummary? Summary { get; init; }
}

/// <summary>Whether a bid's summary could be read.</summary>
[JsonConverter(typeof(NamedConverter<BidState>))]
public enum BidState
{
    /// <summary>It is open.</summary>
    [JsonStringEnumMemberName("open")]
    Open,

    /// <summary>It could not be read although the answers are valid.</summary>
    [JsonStringEnumMemberName("unread")]
    Unread,
}
