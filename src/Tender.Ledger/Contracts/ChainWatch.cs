using Tender.Ledger.Evm;

namespace Tender.Ledger.Contracts;

/// <summary>A block that was final, and is another one now: a red alarm.</summary>
public sealed record ChangedBlock(Uri Node, ulong Number, byte[] Known, byte[]? Found);

/// <summary>Re-reads known blocks on every node (Ledger 8, re-org watch): finds rewritten history and nodes that disagree.</summary>
public sealed class ChainWatch(IReadOnlyList<(Uri Url, ChainReader Chain)> nodes)
{
    /// <summary>All differences. A node that cannot be reached is not a difference; its absence is another alarm.</summary>
    public async Task<IReadOnlyList<ChangedBlock>> CheckAsync(
        IReadOnlyList<(ulong Number, byte[] Hash)> known,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(known);
        var changed = new List<ChangedBlock>();
        foreach (var (url, chain) in nodes)
        {
            foreach (var (number, hash) in known)
            {
                var block = await chain.BlockAsync(number, cancel).ConfigureAwait(false);
                if (!hash.AsSpan().SequenceEqual(block?.Hash))
                    changed.Add(new ChangedBlock(url, number, hash, block?.Hash));
            }
        }
        return changed;
    }
}
