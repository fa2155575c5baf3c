using Tender.Ledger.Contracts;
using Tender.Ledger.Proofs;
using Tender.Vault.Anchoring;

namespace Tender.Vault.Closing;

/// <summary>Takes the ledger's proof of all facts of a section from a node (Ledger 6).</summary>
internal sealed class TenderProofs(LedgerAccess ledger)
{
    /// <exception cref="ChainInconsistentException">The node's newest block is gone.</exception>
    internal async Task<TenderProof> TakeAsync(byte[] tenderRef, CancellationToken cancel)
    {
        var chain = ledger.Chain;
        var height = await chain.BlockNumberAsync(cancel);
        var block =
            await chain.BlockAsync(height, cancel) ?? throw new ChainInconsistentException("The newest block is gone.");
        var events = await ledger.TenderChain.EventsAsync(tenderRef, 0, height, cancel);
        var proof = await chain.ProofAsync(
            ledger.TenderChain.Contract,
            ledger.Builder.KeysOf(tenderRef),
            height,
            cancel
        );
        return ledger.Builder.BuildTenderProof(tenderRef, events, block.Json, proof);
    }

    /// <summary>The hash that a seat bound itself to in a phase, or null.</summary>
    internal async Task<byte[]?> ShareHashAsync(byte[] tenderRef, int phase, int seat, CancellationToken cancel)
    {
        var height = await ledger.Chain.BlockNumberAsync(cancel);
        var events = await ledger.TenderChain.EventsAsync(tenderRef, 0, height, cancel);
        return events
            .Select(e => e.Fact)
            .OfType<ShareCommitted>()
            .FirstOrDefault(s => s.Phase == phase && s.Seat == seat)
            ?.ShareHash;
    }
}
