using System.Security.Cryptography;
using Npgsql;
using Tender.Sealing;
using Tender.Vault.Audit;
using Tender.Vault.Database;
using Tender.Vault.Faults;
using Tender.Vault.Hosting;
using Tender.Vault.Sessions;

namespace Tender.Vault.Pools;

/// <summary>
/// Coordinates the rounds (SBID1 9.3). The vault is trusted for nothing here: it passes messages on and looks only at their form, and at the
/// finished certificate. A wrong message ends the ceremony with the seat named.
/// </summary>
internal sealed class PoolMessages(VaultDatabase database, VaultClock clock, Bell<Tenders.BindKeys> next)
{
    /// <summary>Round 1: a seat's messages, one for each key.</summary>
    internal Task<PoolRow> DealAsync(Caller caller, byte[] poolId, PoolDeal deal, CancellationToken cancel) =>
        TakeAsync(
            new SeatMessage(caller, poolId, "round1", "deals", [.. deal.Messages.Select(m => m.ToArray())]),
            cancel
        );

    /// <summary>Round 3: a seat's signatures, one for each key.</summary>
    internal Task<PoolRow> SignAsync(
        Caller caller,
        byte[] poolId,
        PoolSignatures signatures,
        CancellationToken cancel
    ) =>
        TakeAsync(
            new SeatMessage(
                caller,
                poolId,
                "round3",
                "signatures",
                [.. signatures.Signatures.Select(s => s.ToArray())]
            ),
            cancel
        );

    private async Task<PoolRow> TakeAsync(SeatMessage message, CancellationToken cancel)
    {
        await using var work = await database.BeginAsync(cancel);
        var pool =
            await PoolRow.LockAsync(work.Db, message.PoolId, cancel)
            ?? throw new RefusedException(VaultFaults.NotFound);
        var seat =
            pool.Seats.FirstOrDefault(s => s.OrgCode == message.Caller.OrgCode)
            ?? throw new RefusedException(VaultFaults.NotAllowed);
        var before = message.Column == "deals" ? seat.Deals : seat.Signatures;
        if (before is not null && before.SequenceEqual(message.Values, ByteComparer.Instance))
        {
            return pool;
        }

        if (pool.State != message.State || before is not null)
        {
            throw new RefusedException(VaultFaults.PoolNotNow);
        }

        if (message.Values.Length != pool.M || !message.Values.All(v => IsWellFormed(message, v, pool)))
        {
            await AbortAsync(work, pool, seat.Seat, cancel);
            throw new RefusedException(VaultFaults.PoolMessage);
        }

        await work.Db.ExecuteAsync(
            $"update pool_seat set {message.Column} = $3 where pool_id = $1 and seat = $2",
            cancel,
            message.PoolId,
            (short)seat.Seat,
            message.Values
        );
        await AuditAsync(work.Db, pool, message, cancel);
        return await AdvanceAsync(work, message, cancel);
    }

    private async Task<PoolRow> AdvanceAsync(Work work, SeatMessage message, CancellationToken cancel)
    {
        var pool = (await PoolRow.LockAsync(work.Db, message.PoolId, cancel))!;
        if (pool.State == "round1" && pool.Seats.All(s => s.Deals is not null))
        {
            await MoveAsync(work.Db, pool, "round3", cancel);
        }
        else if (pool.State == "round3" && pool.Seats.All(s => s.Signatures is not null))
        {
            if (await KeySetWriter.WriteAsync(work.Db, pool, cancel) is { } culprit)
            {
                await AbortAsync(work, pool, culprit, cancel);
                throw new RefusedException(VaultFaults.PoolMessage);
            }

            await MoveAsync(work.Db, pool, "closed", cancel);
        }

        var moved = (await PoolRow.LockAsync(work.Db, message.PoolId, cancel))!;
        await work.CommitAsync(cancel);
        next.Ring();
        return moved;
    }

    private static bool IsWellFormed(SeatMessage message, byte[] value, PoolRow pool)
    {
        if (message.Column == "signatures")
        {
            return value.Length == 65;
        }

        try
        {
            CocktailMessage.Parse(value, pool.K, pool.N);
            return true;
        }
        catch (SealingException)
        {
            return false;
        }
    }

    private Task<int> MoveAsync(NpgsqlConnection db, PoolRow pool, string state, CancellationToken cancel) =>
        db.ExecuteAsync(
            "update key_pool set state = $2, moved_at = $3 where pool_id = $1",
            cancel,
            pool.PoolId,
            state,
            clock.Now
        );

    private static async Task AbortAsync(Work work, PoolRow pool, int culprit, CancellationToken cancel)
    {
        await work.Db.ExecuteAsync(
            "update key_pool set state = 'aborted', culprit = $2 where pool_id = $1",
            cancel,
            pool.PoolId,
            (short)culprit
        );
        await work.CommitAsync(cancel);
    }

    private Task<long> AuditAsync(NpgsqlConnection db, PoolRow pool, SeatMessage message, CancellationToken cancel) =>
        AuditTrail.AppendAsync(
            db,
            clock.Now,
            message.Caller.OrgCode,
            new AuditEntry(
                "custodian",
                "Pool " + message.State,
                Convert.ToHexStringLower(pool.PoolId),
                SHA256.HashData([.. message.Values.SelectMany(v => v)])
            ),
            cancel
        );

    private sealed record SeatMessage(Caller Caller, byte[] PoolId, string State, string Column, byte[][] Values);
}
