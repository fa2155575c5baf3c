using System.Text.Json;
using Tender.Ledger.Evm;

namespace Tender.Ledger.Contracts;

/// <summary>
/// The calls of a development node with which a lost tail is replayed at its old times (Ledger 8). They rewrite time, so they exist
/// only where the seal type is dev.
/// </summary>
public sealed class DevelopmentChain
{
    private readonly IRpcClient rpc;

    /// <summary>Creates the access.</summary>
    /// <exception cref="InvalidOperationException">The seal type is not dev: nothing is ever replayed on a QBFT chain.</exception>
    public DevelopmentChain(IRpcClient rpc, LedgerSealType sealType)
    {
        if (sealType != LedgerSealType.Dev)
            throw new InvalidOperationException($"A chain of seal type {sealType} is never replayed.");
        this.rpc = rpc;
    }

    /// <summary>The next block gets exactly this time in seconds. Equal times in a row are accepted, going back is refused.</summary>
    public Task SetNextBlockTimeAsync(ulong seconds, CancellationToken cancel) =>
        rpc.SendAsync<JsonElement>("evm_setNextBlockTimestamp", [seconds], cancel);

    /// <summary>
    /// Sets the node's clock. To be called once, after the replay, with a time not before the latest block: without it the clock stays
    /// behind for good, and an earlier time would make blocks older than their parent.
    /// </summary>
    public Task SetTimeAsync(ulong seconds, CancellationToken cancel) =>
        rpc.SendAsync<JsonElement>("evm_setTime", [seconds], cancel);
}
