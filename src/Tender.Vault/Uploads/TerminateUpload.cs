using Tender.Vault.Database;
using Tender.Vault.Faults;
using Tender.Vault.Hosting;
using Tender.Vault.Sessions;
using Tender.Vault.Storage;

namespace Tender.Vault.Uploads;

/// <summary>
/// Forgets an upload (tus termination). What the deadline cut stays as evidence; a stored file stays until nobody can refer to it.
/// </summary>
internal sealed class TerminateUpload(
    VaultDatabase database,
    IBlobStore store,
    VaultClock clock,
    WriterLocks locks,
    FileHashers hashers
)
{
    internal async Task ExecuteAsync(Caller caller, byte[] id, CancellationToken cancel)
    {
        await using var mine =
            await locks.TryTakeAsync(id, cancel) ?? throw new RefusedException(VaultFaults.OtherWriter);
        await using var work = await database.BeginAsync(cancel);
        var upload = await UploadRow.LoadAsync(work.Db, id, caller.OrgCode, cancel);
        if (upload.State == "receiving" && !upload.Section.TakesBytes(clock.Now))
        {
            throw new RefusedException(VaultFaults.UploadLate);
        }

        await work.Db.ExecuteAsync("delete from upload where id = $1", cancel, id);
        await work.CommitAsync(cancel);
        hashers.Drop(upload.Name);
        await store.DeleteUploadAsync(upload.Name, cancel);
    }
}
