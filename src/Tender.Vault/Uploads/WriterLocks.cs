using System.Buffers.Binary;
using System.Collections.Concurrent;
using Npgsql;
using Tender.Vault.Database;

namespace Tender.Vault.Uploads;

/// <summary>
/// One writer per upload, also over several vault processes: PostgreSQL advisory locks, all of this process on one connection, so that
/// thousands of slow uploads need no connection each. When that connection breaks the locks are gone; the compare-and-set of the offset
/// still lets only one writer's bytes count.
/// </summary>
internal sealed class WriterLocks(VaultDatabase database) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<long, byte> mine = [];
    private readonly SemaphoreSlim gate = new(1);
    private NpgsqlConnection? connection;

    /// <summary>The lock of an upload, or null when somebody else has it.</summary>
    internal async Task<IAsyncDisposable?> TryTakeAsync(byte[] uploadId, CancellationToken cancel)
    {
        var key = BinaryPrimitives.ReadInt64BigEndian(uploadId);
        // A session may take its own advisory lock again, so the own process needs a guard of its own.
        if (!mine.TryAdd(key, 0))
        {
            return null;
        }

        var taken = false;
        try
        {
            taken = await AskAsync("select pg_try_advisory_lock($1)", key, cancel);
            return taken ? new Taken(this, key) : null;
        }
        finally
        {
            if (!taken)
            {
                mine.TryRemove(key, out _);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (connection is not null)
        {
            await connection.DisposeAsync();
        }

        gate.Dispose();
    }

    private async Task<bool> AskAsync(string sql, long key, CancellationToken cancel)
    {
        await gate.WaitAsync(cancel);
        try
        {
            connection ??= await database.OpenAsync(cancel);
            return await connection.ScalarAsync<bool>(sql, CancellationToken.None, key);
        }
        catch (NpgsqlException)
        {
            await (connection?.DisposeAsync() ?? ValueTask.CompletedTask);
            connection = null;
            throw;
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task ReleaseAsync(long key)
    {
        try
        {
            await AskAsync("select pg_advisory_unlock($1)", key, CancellationToken.None);
        }
        catch (NpgsqlException)
        {
            // The connection is gone, and the lock with it: there is nothing left to give back.
        }
        finally
        {
            mine.TryRemove(key, out _);
        }
    }

    private sealed class Taken(WriterLocks locks, long key) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await locks.ReleaseAsync(key);
    }
}
