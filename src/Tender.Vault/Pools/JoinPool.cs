using Npgsql;
using Tender.Sealing;
using Tender.Vault.Audit;
using Tender.Vault.Database;
using Tender.Vault.Faults;
using Tender.Vault.Hosting;
using Tender.Vault.Sessions;

namespace Tender.Vault.Pools;

/// <summary>A seat joins a ceremony with its static key and ledger account, signed by its organisation.</summary>
internal sealed class JoinPool(VaultDatabase database, CertificateGate gate, VaultClock clock)
{
    internal async Task<PoolRow> ExecuteAsync(Caller caller, byte[] poolId, byte[] message, CancellationToken cancel)
    {
        var now = clock.Now;
        var statement = Read(caller, poolId, message, now);
        await using var work = await database.BeginAsync(cancel);
        var pool = await PoolRow.LockAsync(work.Db, poolId, cancel) ?? throw new RefusedException(VaultFaults.NotFound);
        if (Find(pool, caller, statement) is not { } seat)
        {
            return pool;
        }

        await WriteAsync(work.Db, pool, seat, statement, message, cancel);
        await AuditTrail.AppendAsync(
            work.Db,
            now,
            caller.OrgCode,
            new AuditEntry("custodian", "JoinPool", Convert.ToHexStringLower(poolId), statement.Account),
            cancel
        );
        var joined = await PoolRow.LockAsync(work.Db, poolId, cancel);
        await work.CommitAsync(cancel);
        return joined!;
    }

    /// <summary>The seat that may join now; null when it has joined with the same key before.</summary>
    private static PoolSeatRow? Find(PoolRow pool, Caller caller, SeatStatement statement)
    {
        var seat =
            pool.Seats.FirstOrDefault(s => s.OrgCode == caller.OrgCode && s.Seat == statement.Seat)
            ?? throw new RefusedException(VaultFaults.NotAllowed);
        if (seat.PublicKey is { } known && known.AsSpan().SequenceEqual(statement.PublicKey))
        {
            return null;
        }

        // Two seats with one key or one account would be one seat.
        var taken = pool.Seats.Any(s =>
            s.PublicKey is { } key
            && (
                s.Seat == seat.Seat
                || key.AsSpan().SequenceEqual(statement.PublicKey)
                || s.Account.AsSpan().SequenceEqual(statement.Account)
            )
        );
        return pool.State == "joining" && !taken ? seat : throw new RefusedException(VaultFaults.PoolNotNow);
    }

    private async Task WriteAsync(
        NpgsqlConnection db,
        PoolRow pool,
        PoolSeatRow seat,
        SeatStatement statement,
        byte[] message,
        CancellationToken cancel
    )
    {
        await db.ExecuteAsync(
            "update pool_seat set public_key = $3, account = $4, statement = $5 where pool_id = $1 and seat = $2",
            cancel,
            pool.PoolId,
            (short)seat.Seat,
            statement.PublicKey,
            statement.Account,
            message
        );
        if (pool.Seats.All(s => s.Seat == seat.Seat || s.PublicKey is not null))
        {
            await db.ExecuteAsync(
                "update key_pool set state = 'round1', moved_at = $2 where pool_id = $1",
                cancel,
                pool.PoolId,
                clock.Now
            );
        }
    }

    private SeatStatement Read(Caller caller, byte[] poolId, byte[] message, DateTimeOffset now)
    {
        var (opened, signer) = gate.Open(message, now);
        if (signer.OrgCode != caller.OrgCode)
        {
            throw new RefusedException(VaultFaults.OtherOrganisation);
        }

        try
        {
            var statement = SeatStatement.Parse(opened.Content);
            return statement.PoolId.AsSpan().SequenceEqual(poolId)
                ? statement
                : throw new RefusedException(VaultFaults.BadMessage);
        }
        catch (SealingException failure)
        {
            throw new RefusedException(VaultFaults.BadMessage, failure);
        }
    }
}
