using Tender.Vault.Database;
using Tender.Vault.Faults;
using Tender.Vault.Sessions;

namespace Tender.Vault.Uploads;

/// <summary>Tells where an upload stands, after ending one that a crash left with all its bytes.</summary>
internal sealed class ReadUpload(VaultDatabase database, WriterLocks locks, StoreFile finish)
{
    internal async Task<UploadRow> ExecuteAsync(Caller caller, byte[] id, CancellationToken cancel)
    {
        var upload = await LoadAsync(caller, id, cancel);
        if (!StoreFile.IsHalfDone(upload))
        {
            return upload;
        }

        await using var mine =
            await locks.TryTakeAsync(id, cancel) ?? throw new RefusedException(VaultFaults.OtherWriter);
        upload = await LoadAsync(caller, id, cancel);
        return StoreFile.IsHalfDone(upload) ? await finish.ExecuteAsync(upload, null, cancel) : upload;
    }

    private async Task<UploadRow> LoadAsync(Caller caller, byte[] id, CancellationToken cancel)
    {
        await using var db = await database.OpenAsync(cancel);
        return await UploadRow.LoadAsync(db, id, caller.OrgCode, cancel);
    }
}
