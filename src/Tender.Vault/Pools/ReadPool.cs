using Tender.Sealing;
using Tender.Vault.Database;
using Tender.Vault.Faults;
using Tender.Vault.Sessions;

namespace Tender.Vault.Pools;

/// <summary>The ceremony as its seats see it.</summary>
internal sealed class ReadPool(VaultDatabase database)
{
    /// <exception cref="RefusedException">ET-3404: there is none; ET-3019: not a seat of it.</exception>
    internal async Task<PoolFacts> CurrentAsync(Caller caller, CancellationToken cancel)
    {
        await using var db = await database.OpenAsync(cancel);
        var pool = await PoolRow.CurrentAsync(db, cancel) ?? throw new RefusedException(VaultFaults.NotFound);
        return ForSeat(caller, pool).ToFacts();
    }

    /// <exception cref="RefusedException">ET-3060: not all messages are in.</exception>
    internal async Task<PoolDeals> DealsAsync(Caller caller, byte[] poolId, CancellationToken cancel)
    {
        await using var db = await database.OpenAsync(cancel);
        var pool = await PoolRow.FindAsync(db, poolId, cancel) ?? throw new RefusedException(VaultFaults.NotFound);
        if (!ForSeat(caller, pool).Seats.All(s => s.Deals is not null))
        {
            throw new RefusedException(VaultFaults.PoolNotNow);
        }

        return new PoolDeals([.. pool.Seats.Select(s => Wire(s.Deals!))]);
    }

    private static PoolRow ForSeat(Caller caller, PoolRow pool) =>
        pool.Seats.Any(s => s.OrgCode == caller.OrgCode) ? pool : throw new RefusedException(VaultFaults.NotAllowed);

    private static IReadOnlyList<ReadOnlyMemory<byte>> Wire(byte[][] messages) =>
        [.. messages.Select(m => new ReadOnlyMemory<byte>(m))];
}
