using Tender.Sealing;
using Tender.Vault.Database;
using Tender.Vault.Faults;
using Tender.Vault.Hosting;
using Tender.Vault.Storage;

namespace Tender.Vault.Uploads;

/// <summary>
/// Ends an upload whose last byte is durable and whose root is in its row: the file gets the name of its root, then the row says "stored,
/// not submitted". A crash in between leaves an upload that has all bytes and is still receiving: whoever touches it next ends it.
/// </summary>
internal sealed class StoreFile(VaultDatabase database, IBlobStore store, VaultClock clock, FileHashers hashers)
{
    /// <summary>Whether the upload has all its bytes and was not ended.</summary>
    internal static bool IsHalfDone(UploadRow upload) =>
        upload.State == "receiving" && upload.Received == upload.Length && upload.TreeRoot is not null;

    internal async Task<UploadRow> ExecuteAsync(UploadRow upload, SealedFileHasher? hasher, CancellationToken cancel)
    {
        hasher ??= await HashAgainAsync(upload, cancel);
        var header = hasher.Header!;
        if (await IsSpentElsewhereAsync(upload, header, cancel))
        {
            await RefuseAsync(upload, cancel);
            throw new RefusedException(VaultFaults.Repeated);
        }

        await store.PublishAsync(upload.Name, upload.TreeRoot!, cancel);
        await using var work = await database.BeginAsync(cancel);
        await work.Db.ExecuteAsync(
            """
            insert into stored_file
                (org_code, tree_root, tender_ref, length, flags, header, header_hash, leaf_hashes, first_at, last_at)
            select org_code, tree_root, tender_ref, length, $2, $3, $4, $5, first_at, last_at from upload where id = $1
            on conflict do nothing
            """,
            cancel,
            upload.Id,
            (short)header.Flags,
            header.Bytes.ToArray(),
            header.Hash(),
            hasher.LeafHashes.SelectMany(h => h).ToArray()
        );
        await work.Db.ExecuteAsync(
            "update upload set state = 'stored', header_hash = $2, leaf_count = $3 where id = $1 and state = 'receiving'",
            cancel,
            upload.Id,
            header.Hash(),
            (long)hasher.LeafHashes.Count
        );
        var row = await UploadRow.LoadAsync(work.Db, upload.Id, upload.OrgCode, cancel);
        await work.CommitAsync(cancel);
        hashers.Drop(upload.Name);
        return row;
    }

    private async Task<SealedFileHasher> HashAgainAsync(UploadRow upload, CancellationToken cancel)
    {
        await using var bytes =
            await store.ReadUploadAsync(upload.Name, 0, cancel)
            ?? await store.OpenFileAsync(upload.TreeRoot!, cancel)
            ?? throw new InvalidOperationException("A complete upload is in no place.");
        return await SealedFileHasher.ReadAsync(bytes, null, cancel);
    }

    /// <summary>An early word only; what decides is the unique index at the commit.</summary>
    private async Task<bool> IsSpentElsewhereAsync(UploadRow upload, SealedHeader header, CancellationToken cancel)
    {
        var values = FileExamination.SpentValues(header);
        if (values.Distinct(ByteComparer.Instance).Count() != values.Length)
        {
            return true;
        }

        await using var db = await database.OpenAsync(cancel);
        return await db.ScalarAsync<bool>(
            """
            select exists (select from spent_value where value = any($1) and (org_code <> $2 or tree_root <> $3))
            """,
            cancel,
            values,
            upload.OrgCode,
            upload.TreeRoot
        );
    }

    private async Task RefuseAsync(UploadRow upload, CancellationToken cancel)
    {
        await using var db = await database.OpenAsync(cancel);
        await db.ExecuteAsync(
            "update upload set state = 'refused', problem = $2, last_at = $3 where id = $1 and state = 'receiving'",
            cancel,
            upload.Id,
            VaultFaults.Repeated.Code,
            clock.Now
        );
    }
}
