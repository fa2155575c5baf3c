using Tender.Sealing;
using Tender.Vault.Faults;
using Tender.Vault.Storage;

namespace Tender.Vault.Uploads;

/// <summary>
/// Hashes files while they arrive. The state of the last uploads is kept in memory; after a restart, or when it was pushed out, the durable
/// bytes are read again. Callers hold the upload's writer lock.
/// </summary>
internal sealed class FileHashers(IBlobStore store)
{
    private const int Most = 64;
    private readonly Lock gate = new();
    private readonly LinkedList<(string Name, SealedFileHasher Hasher)> recent = [];

    /// <summary>A hasher that has taken exactly the first <paramref name="length"/> bytes of the upload.</summary>
    /// <exception cref="SealingException">The bytes cannot be the beginning of a sealed file.</exception>
    internal async Task<SealedFileHasher> AdvanceAsync(string name, long durable, long length, CancellationToken cancel)
    {
        var hasher = Take(name);
        if (hasher is null || hasher.Length != durable)
        {
            hasher = new SealedFileHasher();
        }

        await using (
            var bytes =
                await store.ReadUploadAsync(name, hasher.Length, cancel)
                ?? throw new RefusedException(VaultFaults.UploadEnded)
        )
        {
            var buffer = new byte[SealedLayout.SegmentLength];
            while (hasher.Length < length)
            {
                var wanted = (int)Math.Min(buffer.Length, length - hasher.Length);
                await bytes.ReadExactlyAsync(buffer.AsMemory(0, wanted), cancel);
                hasher.Append(buffer.AsSpan(0, wanted));
            }
        }

        Put(name, hasher);
        return hasher;
    }

    /// <summary>Forgets an upload.</summary>
    internal void Drop(string name) => Take(name);

    private SealedFileHasher? Take(string name)
    {
        lock (gate)
        {
            for (var node = recent.First; node is not null; node = node.Next)
            {
                if (node.Value.Name == name)
                {
                    recent.Remove(node);
                    return node.Value.Hasher;
                }
            }

            return null;
        }
    }

    private void Put(string name, SealedFileHasher hasher)
    {
        lock (gate)
        {
            recent.AddLast((name, hasher));
            if (recent.Count > Most)
            {
                recent.RemoveFirst();
            }
        }
    }
}
