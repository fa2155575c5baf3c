using Tender.Ledger.Evm;

namespace Tender.Ledger.Contracts;

/// <summary>What a node said to raw bytes.</summary>
public enum SendStatus
{
    /// <summary>Taken now, or held already and not mined yet.</summary>
    Pending,

    /// <summary>Mined; the receipt is there.</summary>
    Mined,

    /// <summary>
    /// The nonce is used and this transaction has no receipt: the node lags behind, or another transaction of the same key took the
    /// place. Ask again; if it stays so, stop and alarm.
    /// </summary>
    NonceUsed,
}

/// <summary>The outcome of sending raw bytes.</summary>
public sealed record SendOutcome(SendStatus Status, ChainReceipt? Receipt)
{
    // Who waited for such a transaction would wait for ever.
    internal void DemandFree(SignedTransaction sent)
    {
        if (Status == SendStatus.NonceUsed)
            throw new ChainInconsistentException($"{sent.Sender} used nonce {sent.Transaction.Nonce} elsewhere.");
    }
}

/// <summary>
/// Makes transactions in two steps: sign (bytes and hash exist, store them), then send the same bytes as often as needed (Ledger 8).
/// The site's process has none of these.
/// </summary>
public interface ITransactionSender
{
    /// <summary>Runs a call without a transaction, to learn whether and why the contract would refuse.</summary>
    /// <exception cref="ContractRevertedException">It would.</exception>
    Task SimulateAsync(ContractCall call, Address from, CancellationToken cancel);

    /// <summary>Signs a call. MUST compare the chain id of the node with the configured one before each signature.</summary>
    /// <exception cref="WrongChainException">They differ; nothing was signed.</exception>
    Task<SignedTransaction> SignAsync(ContractCall call, ulong nonce, IEthSigner signer, CancellationToken cancel);

    /// <summary>Sends stored bytes; safe to repeat. "Already known" and "nonce too low" end in a question for the receipt.</summary>
    /// <exception cref="RpcException">The node refused for another reason.</exception>
    /// <exception cref="RpcUnavailableException">No node answered; the bytes may or may not have arrived.</exception>
    Task<SendOutcome> SendRawAsync(SignedTransaction transaction, CancellationToken cancel);
}
