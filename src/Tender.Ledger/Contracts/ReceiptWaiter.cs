using Tender.Ledger.Evm;

namespace Tender.Ledger.Contracts;

/// <summary>Waits for transactions to be mined.</summary>
public interface IReceiptWaiter
{
    /// <summary>
    /// Returns the receipt when its block lies deep enough and the node shows the same block at that height. Waits as long as the
    /// token lets it; a reverted transaction is returned, not thrown.
    /// </summary>
    /// <exception cref="ChainInconsistentException">Receipt and block contradicted each other several times in a row.</exception>
    Task<ChainReceipt> WaitAsync(ReadOnlyMemory<byte> transactionHash, CancellationToken cancel);
}

/// <summary>Asks the node again and again. A node that cannot be reached is asked again too.</summary>
/// <param name="chain">The nodes.</param>
/// <param name="depth">Blocks that must lie above; 0 for QBFT and anvil (Ledger 8).</param>
/// <param name="interval">Time between two questions.</param>
/// <param name="time">The clock of the waiting.</param>
public sealed class ReceiptWaiter(ChainReader chain, ulong depth, TimeSpan interval, TimeProvider time) : IReceiptWaiter
{
    /// <summary>Contradictions in a row before the alarm.</summary>
    public const int Patience = 10;

    /// <inheritdoc />
    public async Task<ChainReceipt> WaitAsync(ReadOnlyMemory<byte> transactionHash, CancellationToken cancel)
    {
        var contradictions = 0;
        while (true)
        {
            try
            {
                var receipt = await chain.ReceiptAsync(transactionHash, cancel).ConfigureAwait(false);
                if (receipt is not null && await IsSettledAsync(receipt, transactionHash, cancel).ConfigureAwait(false))
                    return receipt;
                contradictions = 0;
            }
            catch (LedgerFormatException e) when (++contradictions >= Patience)
            {
                throw new ChainInconsistentException($"Receipt of {Hex.Encode(transactionHash.Span)}: {e.Message}");
            }
            catch (Exception e) when (e is LedgerFormatException or RpcUnavailableException or RpcException)
            {
                // Counted above, or a node that is away: ask again until the caller gives up.
            }
            await Task.Delay(interval, time, cancel).ConfigureAwait(false);
        }
    }

    private async Task<bool> IsSettledAsync(ChainReceipt receipt, ReadOnlyMemory<byte> hash, CancellationToken cancel)
    {
        if (!receipt.TransactionHash.AsSpan().SequenceEqual(hash.Span))
            throw Contradiction("the receipt is of another transaction");
        var newest = await chain.BlockNumberAsync(cancel).ConfigureAwait(false);
        if (newest < receipt.BlockNumber + depth)
            return false;
        var block = await chain.BlockAsync(receipt.BlockNumber, cancel).ConfigureAwait(false);
        return block is not null && block.Hash.AsSpan().SequenceEqual(receipt.BlockHash)
            ? true
            : throw Contradiction("the receipt's block is not the block at that height");
    }

    private static LedgerFormatException Contradiction(string detail) => new(LedgerFormatError.Answer, 0, detail);
}
