using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace Tender.Sealing;

/// <summary>
/// What a seat keeps secret of one pool: its static key d_i, from which alone all shares can be recovered (SBID1 9.4), and the shares x_i. Lies on
/// the seat's machine only, under a password (<see cref="SeatKeysFile"/>).
/// </summary>
public sealed record SeatKeys
{
    /// <summary>Version of this shape: 1.</summary>
    public required int V { get; init; }

    /// <summary>The pool, 16 bytes.</summary>
    public required byte[] PoolId { get; init; }

    /// <summary>Own seat number, from 1.</summary>
    public required int Seat { get; init; }

    /// <summary>d_i, 32 bytes.</summary>
    public required byte[] StaticKey { get; init; }

    /// <summary>The shares, once the seat has signed; empty before.</summary>
    public required IReadOnlyList<SeatShare> Shares { get; init; }

    /// <summary>d_i as a scalar.</summary>
    [JsonIgnore]
    public Scalar Secret => Scalar.Decode(StaticKey);

    /// <summary>A fresh static key for a pool; static keys are never used for two pools (SBID1 9.1).</summary>
    public static SeatKeys Draw(byte[] poolId, int seat, IRandom random) =>
        new()
        {
            V = 1,
            PoolId = poolId,
            Seat = seat,
            StaticKey = Scalar.Random(random).Encode(),
            Shares = [],
        };

    /// <summary>P_i.</summary>
    public CurvePoint PublicKey() => P256.Generator.Multiply(Secret);

    /// <summary>
    /// The share of a certified key: one that this seat made and signed itself. A certificate over another transcript of the same session
    /// gives nothing, whoever signed it.
    /// </summary>
    public SeatShare? FindShare(KeySet keySet)
    {
        ArgumentNullException.ThrowIfNull(keySet);
        var transcript = keySet.TranscriptHash();
        return Shares.FirstOrDefault(s => s.TranscriptHash.AsSpan().SequenceEqual(transcript));
    }
}

/// <summary>A seat's secret share of one key.</summary>
public sealed record SeatShare
{
    /// <summary>Number of the key in the pool.</summary>
    public required uint Index { get; init; }

    /// <summary>SHA-256 of the transcript that the seat signed, 32 bytes.</summary>
    public required byte[] TranscriptHash { get; init; }

    /// <summary>x_i, 32 bytes.</summary>
    public required byte[] Share { get; init; }

    /// <summary>x_i as a scalar.</summary>
    [JsonIgnore]
    public Scalar Secret => Scalar.Decode(Share);

    /// <summary>What round 2 gave for a key.</summary>
    public static SeatShare Of(uint index, CocktailOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        return new SeatShare
        {
            Index = index,
            TranscriptHash = SHA256.HashData(outcome.Transcript),
            Share = outcome.Share.Encode(),
        };
    }
}
