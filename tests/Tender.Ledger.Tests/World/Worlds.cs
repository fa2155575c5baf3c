using Tender.Sealing;

namespace Tender.Ledger.Tests.World;

/// <summary>Worlds that several tests begin with.</summary>
internal static class Worlds
{
    /// <summary>Bids of 1 (replaced once), 2 and 3; the fourth bidder withdraws in the last second.</summary>
    public static async Task<LedgerWorld> WithBidsAsync(bool qbft = false, ulong seed = 1)
    {
        var world = new LedgerWorld(seed, qbft);
        await world.SubmitAsync(0, 1);
        await world.SubmitAsync(1, 2, priceFen: 1_100_000_00);
        await world.SubmitAsync(2, 2, priceFen: 1_200_000_00);
        await world.SubmitAsync(3, 3);
        await world.SubmitAsync(0, 5, priceFen: 990_000_00);
        world.Withdraw(3, 9);
        return world;
    }

    /// <summary>A public key that no custodian of the world has a share of.</summary>
    public static byte[] AnotherKey() => P256.Generator.Multiply(Scalar.From(1234567)).Encode65();
}
