using Tender.Sealing;

namespace Tender.Vault.Client;

/// <summary>What a seat has on its disk of one pool.</summary>
public sealed record SeatPool
{
    /// <summary>The seat's secrets.</summary>
    public required SeatKeys Keys { get; init; }

    /// <summary>What was sent and received so far.</summary>
    public required SeatPoolPapers Papers { get; init; }
}

/// <summary>The public half of <see cref="SeatPool"/>: with it and d_i alone the shares can be recovered (SBID1 9.4).</summary>
public sealed record SeatPoolPapers
{
    /// <summary>Version of this shape: 1.</summary>
    public required int V { get; init; }

    /// <summary>The pool, 16 bytes.</summary>
    public required byte[] PoolId { get; init; }

    /// <summary>The terms for which this seat dealt; it deals for no others. Absent before.</summary>
    public SeatPoolTerms? Terms { get; init; }

    /// <summary>Own messages of round 1, in key order; empty before.</summary>
    public required IReadOnlyList<ReadOnlyMemory<byte>> Dealt { get; init; }

    /// <summary>All messages of round 1 that this seat checked and signed, for each seat in key order; empty before.</summary>
    public required IReadOnlyList<IReadOnlyList<ReadOnlyMemory<byte>>> Received { get; init; }
}

/// <summary>Terms of a pool as a seat accepted them.</summary>
/// <param name="K">Seats needed to open.</param>
/// <param name="M">Keys.</param>
/// <param name="SeatKeys">P_i in seat order, 33 bytes each.</param>
/// <param name="Ext">SHA-256 of the policy document.</param>
public sealed record SeatPoolTerms(int K, int M, IReadOnlyList<byte[]> SeatKeys, byte[] Ext)
{
    /// <summary>The sessions of the pool's keys, in order.</summary>
    /// <exception cref="SealingException"><see cref="SealingError.Point"/>.</exception>
    public IReadOnlyList<PoolSession> Sessions(byte[] poolId)
    {
        List<CurvePoint> keys = [.. SeatKeys.Select(k => CurvePoint.Decode33(k))];
        return
        [
            .. Enumerable
                .Range(0, M)
                .Select(j => new PoolSession
                {
                    PoolId = poolId,
                    Index = (uint)j,
                    K = K,
                    SeatKeys = keys,
                    Ext = Ext,
                }),
        ];
    }

    internal bool IsSame(SeatPoolTerms other) =>
        K == other.K
        && M == other.M
        && Ext.AsSpan().SequenceEqual(other.Ext)
        && SeatKeys.Count == other.SeatKeys.Count
        && SeatKeys.Zip(other.SeatKeys).All(p => p.First.AsSpan().SequenceEqual(p.Second));
}
