using System.Security.Cryptography;
using System.Text;
using Tender.Sealing;

namespace Tender.Vault.Client;

/// <summary>
/// Whether a pool is what its coordinator says (SBID1 9.1): unrelated organisations, each with a statement under its own certificate, one key
/// and one account each, a policy with the published hash. The coordinator is not trusted in any of it.
/// </summary>
internal static class PoolCheck
{
    /// <summary>The terms of a pool in which all seats have joined.</summary>
    /// <exception cref="CeremonyRefusedException">The first thing that does not hold.</exception>
    internal static SeatPoolTerms Check(
        PoolFacts pool,
        SeatIdentity identity,
        SeatKeys own,
        PoolExpectations expected,
        DateTimeOffset now
    )
    {
        var seats = pool.Seats;
        Demand(pool.PoolId.Length == 16 && pool.Ext.Length == 32, "lengths in the pool's facts");
        Demand(
            pool.K >= Math.Max(2, expected.SmallestK) && pool.K < pool.N && pool.N <= PoolSession.MaxSeats,
            "threshold and number of seats"
        );
        Demand(pool.M is >= 2 and <= 1000, "number of keys");
        Demand(seats.Count == pool.N && seats.Select((s, i) => s.Seat == i + 1).All(s => s), "numbers of the seats");
        Demand(
            SHA256.HashData(Encoding.UTF8.GetBytes(pool.Policy)).AsSpan().SequenceEqual(pool.Ext),
            "hash of the policy"
        );
        Demand(
            expected.Organisations?.SequenceEqual(seats.Select(s => s.OrgCode)) ?? true,
            "organisations of the seats"
        );
        var trust = expected.Trust();
        var statements = seats.Select(s => Read(pool, s, trust, now)).ToList();
        Demand(Distinct(seats.Select(s => s.OrgCode)), "two seats of one organisation");
        Demand(Distinct(statements.Select(s => Convert.ToHexString(s.PublicKey))), "two seats with one key");
        Demand(Distinct(statements.Select(s => Convert.ToHexString(s.Account))), "two seats with one account");
        var mine = identity.Number <= statements.Count ? statements[identity.Number - 1] : null;
        Demand(
            mine is not null
                && mine.PublicKey.AsSpan().SequenceEqual(own.PublicKey().Encode33())
                && mine.Account.AsSpan().SequenceEqual(identity.Account),
            "the own seat's key and account"
        );
        return new SeatPoolTerms(pool.K, pool.M, [.. statements.Select(s => s.PublicKey)], pool.Ext);
    }

    private static SeatStatement Read(PoolFacts pool, SeatFacts seat, TrustList trust, DateTimeOffset now)
    {
        Demand(seat.Statement is not null, $"statement of seat {seat.Seat}");
        try
        {
            var message = CmsVerifier.Open(seat.Statement!.Value);
            var statement = SeatStatement.Parse(message.Content);
            var report = trust.Check(message.Signer, message.Others, now);
            Demand(report.IsGood && report.OrgCode == seat.OrgCode, $"certificate of seat {seat.Seat}");
            Demand(
                statement.Seat == seat.Seat
                    && statement.PoolId.AsSpan().SequenceEqual(pool.PoolId)
                    && statement.PublicKey.AsSpan().SequenceEqual(seat.PublicKey)
                    && statement.Account.AsSpan().SequenceEqual(seat.Account),
                $"statement of seat {seat.Seat} says something else"
            );
            return statement;
        }
        catch (SealingException broken)
        {
            throw new CeremonyRefusedException($"statement of seat {seat.Seat} cannot be read", broken);
        }
    }

    private static bool Distinct(IEnumerable<string> values)
    {
        var all = values.ToList();
        return all.Distinct(StringComparer.Ordinal).Count() == all.Count;
    }

    private static void Demand(bool holds, string what)
    {
        if (!holds)
        {
            throw new CeremonyRefusedException($"The pool is refused: {what}.");
        }
    }
}
