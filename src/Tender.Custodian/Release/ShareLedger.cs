using System.Security.Cryptography;
using Tender.Ledger.Contracts;
using Tender.Ledger.Evm;
using Tender.Vault.Client;

namespace Tender.Custodian.Release;

/// <summary>
/// Binds a seat to its answer on the ledger before the answer leaves (Ledger 9). The transaction is signed with the seat's own account and sent
/// through the vault's relay; whether it was mined the seat asks its own node.
/// </summary>
/// <param name="chain">The seat's node.</param>
/// <param name="contract">TenderChain.</param>
/// <param name="chainId">From the trust file.</param>
/// <param name="account">The seat's account.</param>
/// <param name="waiter">Waits on the seat's node.</param>
internal sealed class ShareLedger(
    ChainReader chain,
    TenderChainClient contract,
    ulong chainId,
    EthKey account,
    IReceiptWaiter waiter
)
{
    /// <summary>The next nonce: what the chain counts, or what the seat remembers, whichever is higher.</summary>
    public async Task<ulong> NextNonceAsync(ulong remembered, CancellationToken cancel) =>
        Math.Max(remembered, await chain.TransactionCountAsync(account.Address, cancel));

    /// <summary>Signs <c>commitShare</c>; nothing is sent.</summary>
    public async Task<SignedTransaction> SignAsync(
        ReleaseCase facts,
        byte seat,
        byte[] message,
        ulong nonce,
        CancellationToken cancel
    )
    {
        var call = contract.CommitShare(
            facts.Item.TenderRef,
            new ShareCommitted((byte)facts.Item.Phase, seat, SHA256.HashData(message)),
            [.. facts.KeyFacts.Seats.Select(s => new Address(s.Account))]
        );
        var transaction = new LegacyTransaction
        {
            ChainId = chainId,
            Nonce = nonce,
            GasLimit = call.GasLimit,
            To = call.To,
            Data = call.Data,
        };
        return await transaction.SignAsync(account, cancel);
    }

    /// <summary>Sends stored bytes and waits until they are mined. True when the contract took them.</summary>
    /// <exception cref="VaultProblemException">The relay refused, or could not be reached.</exception>
    public async Task<bool> CommitAsync(VaultSession session, ReadOnlyMemory<byte> raw, CancellationToken cancel)
    {
        var hash = Keccak256.Hash(raw.Span);
        if (await chain.ReceiptAsync(hash, cancel) is null)
        {
            await session.RelayAsync(raw.ToArray(), cancel);
        }

        return (await waiter.WaitAsync(hash, cancel)).Succeeded;
    }
}
