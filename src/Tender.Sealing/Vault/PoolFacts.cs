using System.Text.Json.Serialization;

namespace Tender.Sealing;

/// <summary>A pool as its coordinator shows it to the seats (SBID1 9.2).</summary>
public sealed record PoolFacts
{
    /// <summary>16 bytes.</summary>
    public required byte[] PoolId { get; init; }

    /// <summary>Seats in all.</summary>
    public required int N { get; init; }

    /// <summary>Seats needed to open.</summary>
    public required int K { get; init; }

    /// <summary>Keys made in one ceremony.</summary>
    public required int M { get; init; }

    /// <summary>SHA-256 of <see cref="Policy"/>, 32 bytes.</summary>
    public required byte[] Ext { get; init; }

    /// <summary>The policy document: organisations, seats, k, n, validity, software version.</summary>
    public required string Policy { get; init; }

    /// <summary>Which round is open.</summary>
    public required PoolState State { get; init; }

    /// <summary>The seats in order.</summary>
    public required IReadOnlyList<SeatFacts> Seats { get; init; }

    /// <summary>Seat whose message ended the ceremony, when aborted.</summary>
    public int? Culprit { get; init; }
}

/// <summary>Which round of a key ceremony is open.</summary>
[JsonConverter(typeof(NamedConverter<PoolState>))]
public enum PoolState
{
    /// <summary>Seats join with their static keys.</summary>
    [JsonStringEnumMemberName("joining")]
    Joining,

    /// <summary>Seats deal.</summary>
    [JsonStringEnumMemberName("round1")]
    Round1,

    /// <summary>Seats check and sign.</summary>
    [JsonStringEnumMemberName("round3")]
    Round3,

    /// <summary>All keys are made.</summary>
    [JsonStringEnumMemberName("closed")]
    Closed,

    /// <summary>A message was wrong.</summary>
    [JsonStringEnumMemberName("aborted")]
    Aborted,
}

/// <summary>A seat's messages of round 1, one for each key of the pool.</summary>
/// <param name="Messages">In key order.</param>
public sealed record PoolDeal(IReadOnlyList<ReadOnlyMemory<byte>> Messages);

/// <summary>All messages of round 1.</summary>
/// <param name="Messages">For each seat in order, its messages in key order.</param>
public sealed record PoolDeals(IReadOnlyList<IReadOnlyList<ReadOnlyMemory<byte>>> Messages);

/// <summary>A seat's signatures of round 3, 65 bytes each.</summary>
/// <param name="Signatures">In key order.</param>
public sealed record PoolSignatures(IReadOnlyList<ReadOnlyMemory<byte>> Signatures);
