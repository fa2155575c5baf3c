using Tender.Vault.Database;
using Tender.Vault.Hosting;
using Tender.Vault.Storage;

namespace Tender.Vault.Uploads;

/// <summary>Removes unfinished and refused uploads whose time is over, with sessions and challenges that are.</summary>
internal sealed class SweepUploads(VaultDatabase database, IBlobStore store, VaultClock clock) : IStep
{
    public async Task<TimeSpan> RunAsync(CancellationToken cancel)
    {
        var now = clock.Now;
        await using var db = await database.OpenAsync(cancel);
        await db.ExecuteAsync("delete from challenge where expires_at < $1", cancel, now);
        await db.ExecuteAsync("delete from session where expires_at < $1", cancel, now);
        var over = await db.ListAsync(
            "delete from upload where expires_at < $1 and state <> 'stored' returning id",
            r => r.Bytes(0),
            cancel,
            now
        );
        foreach (var id in over)
        {
            await store.DeleteUploadAsync(Convert.ToHexStringLower(id), cancel);
        }

        return TimeSpan.FromMinutes(10);
    }
}
