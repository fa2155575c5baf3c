using Npgsql;
using Tender.Sealing;
using Tender.Vault.Database;

namespace Tender.Vault.Pools;

/// <summary>A ceremony and its seats as the rows say.</summary>
internal sealed record PoolRow
{
    internal required byte[] PoolId { get; init; }

    internal required int K { get; init; }

    internal required int N { get; init; }

    internal required int M { get; init; }

    internal required byte[] Ext { get; init; }

    internal required string Policy { get; init; }

    internal required string State { get; init; }

    internal int? Culprit { get; init; }

    internal required DateTimeOffset ExpiresAt { get; init; }

    internal required IReadOnlyList<PoolSeatRow> Seats { get; init; }

    /// <summary>The session of one key, once all seats have joined.</summary>
    internal PoolSession Session(int index) =>
        new()
        {
            PoolId = PoolId,
            Index = (uint)index,
            K = K,
            SeatKeys = [.. Seats.Select(s => CurvePoint.Decode33(s.PublicKey!))],
            Ext = Ext,
        };

    internal PoolFacts ToFacts() =>
        new()
        {
            PoolId = PoolId,
            N = N,
            K = K,
            M = M,
            Ext = Ext,
            Policy = Policy,
            State = State switch
            {
                "joining" => PoolState.Joining,
                "round1" => PoolState.Round1,
                "round3" => PoolState.Round3,
                "closed" => PoolState.Closed,
                _ => PoolState.Aborted,
            },
            Seats = [.. Seats.Select(s => s.ToFacts())],
            Culprit = Culprit,
        };

    /// <summary>The ceremony that is open, or else the newest.</summary>
    internal static Task<PoolRow?> CurrentAsync(NpgsqlConnection db, CancellationToken cancel) =>
        LoadAsync(db, "order by state in ('joining', 'round1', 'round3') desc, created_at desc limit 1", cancel);

    internal static Task<PoolRow?> FindAsync(NpgsqlConnection db, byte[] poolId, CancellationToken cancel) =>
        LoadAsync(db, "where pool_id = $1", cancel, poolId);

    /// <summary>Finds a ceremony and locks it: its messages come one after the other.</summary>
    internal static Task<PoolRow?> LockAsync(NpgsqlConnection db, byte[] poolId, CancellationToken cancel) =>
        LoadAsync(db, "where pool_id = $1 for update", cancel, poolId);

    private static async Task<PoolRow?> LoadAsync(
        NpgsqlConnection db,
        string which,
        CancellationToken cancel,
        params object?[] values
    )
    {
        var pool = await db.FirstAsync(
            $"select pool_id, k, n, m, ext, policy, state, culprit, expires_at from key_pool {which}",
            r => new PoolRow
            {
                PoolId = r.Bytes(0),
                K = r.GetInt16(1),
                N = r.GetInt16(2),
                M = r.GetInt32(3),
                Ext = r.Bytes(4),
                Policy = r.GetString(5),
                State = r.GetString(6),
                Culprit = r.IsDBNull(7) ? null : r.GetInt16(7),
                ExpiresAt = r.Time(8),
                Seats = [],
            },
            cancel,
            values
        );
        return pool is null ? null : pool with { Seats = await SeatsAsync(db, pool.PoolId, cancel) };
    }

    private static Task<List<PoolSeatRow>> SeatsAsync(NpgsqlConnection db, byte[] poolId, CancellationToken cancel) =>
        db.ListAsync(
            """
            select seat, organisation, org_code, public_key, account, statement, deals, signatures
            from pool_seat where pool_id = $1 order by seat
            """,
            r => new PoolSeatRow
            {
                Seat = r.GetInt16(0),
                Organisation = r.GetString(1),
                OrgCode = r.GetString(2),
                PublicKey = r.BytesOrNull(3),
                Account = r.BytesOrNull(4),
                Statement = r.BytesOrNull(5),
                Deals = r.IsDBNull(6) ? null : r.GetFieldValue<byte[][]>(6),
                Signatures = r.IsDBNull(7) ? null : r.GetFieldValue<byte[][]>(7),
            },
            cancel,
            poolId
        );
}

/// <summary>A seat of a ceremony.</summary>
internal sealed record PoolSeatRow
{
    internal required int Seat { get; init; }

    internal required string Organisation { get; init; }

    internal required string OrgCode { get; init; }

    internal byte[]? PublicKey { get; init; }

    internal byte[]? Account { get; init; }

    internal byte[]? Statement { get; init; }

    internal byte[][]? Deals { get; init; }

    internal byte[][]? Signatures { get; init; }

    internal SeatFacts ToFacts() =>
        new()
        {
            Seat = Seat,
            Organisation = Organisation,
            OrgCode = OrgCode,
            PublicKey = PublicKey,
            Account = Account,
            Statement = Statement is null ? null : (ReadOnlyMemory<byte>?)Statement,
        };
}
