using Tender.Ledger.Evm;

namespace Tender.Ledger.Contracts;

/// <summary>
/// The whole way of one transaction for callers without an outbox: try it, sign, send, wait. A caller that must survive a crash stores
/// the signed bytes in between and uses the parts.
/// </summary>
public sealed class TransactionRunner(ITransactionSender sender, INonceService nonces, IReceiptWaiter waiter)
{
    /// <summary>Returns the receipt of a transaction that succeeded.</summary>
    /// <exception cref="ContractRevertedException">The contract would refuse (nothing was sent), or did refuse.</exception>
    /// <exception cref="WrongChainException">Nothing was signed.</exception>
    public async Task<ChainReceipt> RunAsync(ContractCall call, IEthSigner signer, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(signer);
        await sender.SimulateAsync(call, signer.Address, cancel).ConfigureAwait(false);
        var nonce = await nonces.NextAsync(signer.Address, cancel).ConfigureAwait(false);
        var transaction = await sender.SignAsync(call, nonce, signer, cancel).ConfigureAwait(false);
        return await FinishAsync(transaction, cancel).ConfigureAwait(false);
    }

    /// <summary>Sends stored bytes and waits until they are mined with success.</summary>
    /// <exception cref="ContractRevertedException">Mined, and the contract refused.</exception>
    /// <exception cref="ChainInconsistentException">The nonce is used and these bytes are not mined: another transaction took the place.</exception>
    public async Task<ChainReceipt> FinishAsync(SignedTransaction transaction, CancellationToken cancel)
    {
        var sent = await sender.SendRawAsync(transaction, cancel).ConfigureAwait(false);
        sent.DemandFree(transaction);
        var receipt = await waiter.WaitAsync(transaction.Hash, cancel).ConfigureAwait(false);
        return receipt.Succeeded ? receipt : throw new ContractRevertedException(null, null);
    }
}
