using Tender.Sealing;
using Tender.Vault.Database;
using Tender.Vault.Faults;

namespace Tender.Vault.Pools;

/// <summary>A key set with everything that proves it.</summary>
internal sealed class ReadKeySet(VaultDatabase database)
{
    /// <exception cref="RefusedException">ET-3404: unknown, or not bound to a section.</exception>
    internal async Task<KeySetFacts> ExecuteAsync(byte[] keySetId, CancellationToken cancel)
    {
        await using var db = await database.OpenAsync(cancel);
        var found = await db.FirstAsync(
            "select pool_id, index, certificate, messages, expires_at from key_set where key_set_id = $1",
            r =>
                (
                    PoolId: r.Bytes(0),
                    Index: r.GetInt32(1),
                    Certificate: r.Bytes(2),
                    Messages: r.GetFieldValue<byte[][]>(3),
                    ExpiresAt: r.Time(4)
                ),
            cancel,
            keySetId
        );
        if (found.Certificate is null)
        {
            throw new RefusedException(VaultFaults.NotFound);
        }

        var pool = (await PoolRow.FindAsync(db, found.PoolId, cancel))!;
        var set = KeySet.Parse(found.Certificate);
        return new KeySetFacts
        {
            KeySetId = keySetId,
            Suite = 1,
            K = set.K,
            N = set.N,
            PublicKey = set.PublicKey.Encode65(),
            Certificate = found.Certificate,
            Messages = [.. found.Messages.Select(m => new ReadOnlyMemory<byte>(m))],
            Seats = [.. pool.Seats.Select(s => s.ToFacts())],
            PoolId = found.PoolId,
            Index = found.Index,
            Ext = pool.Ext,
            ExpiresAt = found.ExpiresAt,
        };
    }
}
