using Npgsql;
using Tender.Sealing;
using Tender.Vault.Database;

namespace Tender.Vault.Pools;

/// <summary>Puts the certificates of a finished ceremony together, checks each as everybody will, and stores all or none.</summary>
internal static class KeySetWriter
{
    /// <summary>Writes all keys of the pool. Returns the seat whose message is wrong, and then nothing was written.</summary>
    internal static async Task<int?> WriteAsync(NpgsqlConnection db, PoolRow pool, CancellationToken cancel)
    {
        var sets = new List<KeySet>();
        for (var index = 0; index < pool.M; index++)
        {
            var (set, culprit) = Build(pool, index);
            if (set is null)
            {
                return culprit;
            }

            sets.Add(set);
        }

        foreach (var (index, set) in sets.Index())
        {
            await db.ExecuteAsync(
                """
                insert into key_set (key_set_id, pool_id, index, certificate, messages, expires_at)
                values ($1, $2, $3, $4, $5, $6)
                """,
                cancel,
                set.Id.ToArray(),
                pool.PoolId,
                index,
                set.Certificate.ToArray(),
                pool.Seats.Select(s => s.Deals![index]).ToArray(),
                pool.ExpiresAt
            );
        }

        return null;
    }

    private static (KeySet? Set, int Culprit) Build(PoolRow pool, int index)
    {
        var messages = pool.Seats.Select(s => CocktailMessage.Parse(s.Deals![index], pool.K, pool.N)).ToArray();
        var transcript = Cocktail.Transcript(pool.Session(index), messages);
        foreach (var seat in pool.Seats)
        {
            var key = CurvePoint.Decode33(seat.PublicKey!);
            if (!Schnorr.Verify(key, transcript, seat.Signatures![index]))
            {
                return (null, seat.Seat);
            }
        }

        try
        {
            var certificate = Cocktail.Certificate(transcript, pool.Seats.Select(s => s.Signatures![index]));
            return (KeySet.Parse(certificate), 0);
        }
        catch (SealingException)
        {
            // Every seat signed a transcript with a wrong proof of possession; the first one stands for all of them.
            return (null, pool.Seats[0].Seat);
        }
    }
}
