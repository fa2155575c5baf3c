using Tender.Ledger.Evm;

namespace Tender.Ledger.Contracts;

/// <summary>Sends to the nodes behind a <see cref="ChainReader"/>.</summary>
public sealed class TransactionSender(ChainReader chain, ulong chainId) : ITransactionSender
{
    /// <inheritdoc />
    public async Task SimulateAsync(ContractCall call, Address from, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(call);
        try
        {
            await chain.CallAsync(call.To!.Value, call.Data, from, cancel).ConfigureAwait(false);
        }
        catch (RpcException e) when (e.Meaning == RpcMeaning.Reverted)
        {
            throw ContractRevertedException.Of(e);
        }
    }

    /// <inheritdoc />
    public async Task<SignedTransaction> SignAsync(
        ContractCall call,
        ulong nonce,
        IEthSigner signer,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(call);
        var found = await chain.ChainIdAsync(cancel).ConfigureAwait(false);
        if (found != chainId)
            throw new WrongChainException(chainId, found);
        var transaction = new LegacyTransaction
        {
            ChainId = chainId,
            Nonce = nonce,
            GasLimit = call.GasLimit,
            To = call.To,
            Data = call.Data,
        };
        return await transaction.SignAsync(signer, cancel).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async Task<SendOutcome> SendRawAsync(SignedTransaction transaction, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        var otherwise = SendStatus.Pending;
        try
        {
            var hash = await chain.SendRawAsync(transaction.Raw, cancel).ConfigureAwait(false);
            if (!hash.AsSpan().SequenceEqual(transaction.Hash))
                throw new LedgerFormatException(LedgerFormatError.Answer, 0, "the node names another transaction hash");
            return new SendOutcome(SendStatus.Pending, null);
        }
        catch (RpcException e) when (e.Meaning is RpcMeaning.AlreadyKnown or RpcMeaning.NonceTooLow)
        {
            if (e.Meaning == RpcMeaning.NonceTooLow)
                otherwise = SendStatus.NonceUsed;
        }
        var receipt = await chain.ReceiptAsync(transaction.Hash, cancel).ConfigureAwait(false);
        return new SendOutcome(receipt is null ? otherwise : SendStatus.Mined, receipt);
    }
}
