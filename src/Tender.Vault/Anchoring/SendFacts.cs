using Tender.Vault.Hosting;

namespace Tender.Vault.Anchoring;

/// <summary>Transactions of registrar and recorder.</summary>
internal sealed class SendFacts(TransactionPump pump, LedgerAccess ledger) : IStep
{
    public async Task<TimeSpan> RunAsync(CancellationToken cancel)
    {
        await pump.RunAsync(ledger.Registrar.Address.ToBytes(), cancel);
        await pump.RunAsync(ledger.Recorder.Address.ToBytes(), cancel);
        return TimeSpan.FromSeconds(2);
    }
}
