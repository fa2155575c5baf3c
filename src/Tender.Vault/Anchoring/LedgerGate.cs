using Tender.Ledger.Contracts;
using Tender.Ledger.Evm;
using Tender.Vault.Database;

namespace Tender.Vault.Anchoring;

/// <summary>
/// Nothing is sent before the chain behind the configured nodes was found to be the right one and to know what we sent (Ledger 8, restart).
/// Closed again whenever the chain was away.
/// </summary>
internal sealed partial class LedgerGate(
    VaultDatabase database,
    LedgerAccess ledger,
    ReplayTail replay,
    IHostEnvironment host,
    ILogger<LedgerGate> log
) : IDisposable
{
    private readonly SemaphoreSlim one = new(1);
    private volatile bool open;

    /// <summary>Whether the chain was found good and nothing has failed since.</summary>
    internal bool IsOpen => open;

    internal void Close() => open = false;

    /// <exception cref="ChainInconsistentException">Another chain, or one that knows more or less than it must: an operator has to look.</exception>
    internal async Task PassAsync(CancellationToken cancel)
    {
        if (open)
        {
            return;
        }

        await one.WaitAsync(cancel);
        try
        {
            if (!open)
            {
                await CheckNodesAsync(cancel);
                await ReconcileAsync(cancel);
                open = true;
            }
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();

    private async Task CheckNodesAsync(CancellationToken cancel)
    {
        var start = new LedgerStart(ledger.Options, host.IsProduction());
        var findings = await start.CheckNodesAsync(
            [(ledger.Options.Urls[0], ledger.Chain)],
            ledger.Trust.GenesisHash,
            cancel
        );
        foreach (var finding in findings)
        {
            WrongChain(finding);
        }

        if (findings.Count > 0)
        {
            throw new ChainInconsistentException("The chain is not the one of the trust file.");
        }
    }

    private async Task ReconcileAsync(CancellationToken cancel)
    {
        await using var db = await database.OpenAsync(cancel);
        var accounts = await db.ListAsync(
            """
            select signer, min(nonce) filter (where status = 'signed'), max(nonce) + 1
            from outbox where nonce is not null group by signer
            """,
            r => (Signer: r.Bytes(0), FirstUnmined: r.LongOrNull(1), Next: r.GetInt64(2)),
            cancel
        );
        foreach (var (signer, firstUnmined, next) in accounts)
        {
            var state = await NonceChecks.CompareAsync(
                ledger.Chain,
                new Address(signer),
                (ulong)(firstUnmined ?? next),
                (ulong)next,
                cancel
            );
            if (state == NonceState.TailLost)
            {
                TailLost();
                await replay.ExecuteAsync(cancel);
                return;
            }

            // A custodian may also send through a node of its own; only our own keys must be ours alone.
            if (state == NonceState.KeyUsedElsewhere && ledger.SignerOf(signer) is not null)
            {
                throw new ChainInconsistentException($"Somebody else uses the key of {new Address(signer)}.");
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "Wrong chain: {Finding}")]
    private partial void WrongChain(string finding);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The chain lost transactions that were mined.")]
    private partial void TailLost();
}
