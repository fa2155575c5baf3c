using Tender.Vault.Database;
using Tender.Vault.Faults;

namespace Tender.Vault.Tenders;

/// <summary>A section's public facts.</summary>
internal sealed class ReadTender(VaultDatabase database)
{
    /// <exception cref="RefusedException">ET-3404.</exception>
    internal async Task<TenderRow> ExecuteAsync(byte[] tenderRef, CancellationToken cancel)
    {
        await using var db = await database.OpenAsync(cancel);
        return await TenderRow.FindAsync(db, tenderRef, cancel) ?? throw new RefusedException(VaultFaults.NotFound);
    }
}
