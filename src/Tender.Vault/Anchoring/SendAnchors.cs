using Tender.Vault.Hosting;

namespace Tender.Vault.Anchoring;

/// <summary>The anchorer's transactions.</summary>
internal sealed class SendAnchors(TransactionPump pump, LedgerAccess ledger) : IStep
{
    public async Task<TimeSpan> RunAsync(CancellationToken cancel)
    {
        await pump.RunAsync(ledger.Anchorer.Address.ToBytes(), cancel);
        return TimeSpan.FromSeconds(10);
    }
}
