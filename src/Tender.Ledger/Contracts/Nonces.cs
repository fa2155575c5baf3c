using Tender.Ledger.Evm;

namespace Tender.Ledger.Contracts;

/// <summary>Gives the nonce of the next transaction of an account.</summary>
public interface INonceService
{
    /// <summary>
    /// The next nonce. Callers MUST hold the account for themselves until the transaction is stored: one transaction of a signer at a
    /// time (Ledger 8).
    /// </summary>
    Task<ulong> NextAsync(Address account, CancellationToken cancel);
}

/// <summary>
/// Counts mined transactions. Right for accounts that wait for each receipt before the next transaction: custodians, supervisor,
/// deployment. The vault counts its outbox instead.
/// </summary>
public sealed class ChainNonces(ChainReader chain) : INonceService
{
    /// <inheritdoc />
    public Task<ulong> NextAsync(Address account, CancellationToken cancel) =>
        chain.TransactionCountAsync(account, cancel);
}

/// <summary>What the chain's count of an account says about our outbox after a restart (Ledger 8).</summary>
public enum NonceState
{
    /// <summary>As it must be.</summary>
    Equal,

    /// <summary>The chain knows fewer transactions than we saw mined: it lost its tail.</summary>
    TailLost,

    /// <summary>The chain knows more than we sent: somebody else uses the key. Stop and alarm.</summary>
    KeyUsedElsewhere,
}

/// <summary>Compares the outbox with the chain.</summary>
public static class NonceChecks
{
    /// <summary>
    /// <paramref name="firstUnmined"/> is the lowest nonce without receipt, <paramref name="nextUnsent"/> the lowest that was never
    /// signed. Between the two a transaction may have been mined while we were away.
    /// </summary>
    public static async Task<NonceState> CompareAsync(
        ChainReader chain,
        Address account,
        ulong firstUnmined,
        ulong nextUnsent,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(chain);
        var count = await chain.TransactionCountAsync(account, cancel).ConfigureAwait(false);
        return count < firstUnmined ? NonceState.TailLost
            : count > nextUnsent ? NonceState.KeyUsedElsewhere
            : NonceState.Equal;
    }
}
