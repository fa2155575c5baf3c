using Npgsql;
using Tender.Vault.Audit;
using Tender.Vault.Database;
using Tender.Vault.Faults;
using Tender.Vault.Hosting;
using Tender.Vault.Sessions;
using Tender.Vault.Storage;
using Tender.Vault.Submissions;
using Tender.Vault.Tenders;

namespace Tender.Vault.Openings;

/// <summary>
/// Streams the content of an opened part to a registered reader. It is decrypted on the way and written nowhere; each segment's tag and hash
/// are checked before it leaves. A fault in the middle cuts the answer short, so that half a part cannot be taken for a whole one.
/// </summary>
internal sealed class StreamPart(VaultDatabase database, IBlobStore store, VaultClock clock)
{
    internal async Task<IResult> ExecuteAsync(
        Caller caller,
        byte[] tenderRef,
        byte[] commitment,
        int partId,
        CancellationToken cancel
    )
    {
        await using var work = await database.BeginAsync(cancel);
        var (file, key) = await FindAsync(work.Db, caller, tenderRef, (commitment, partId), cancel);
        await AuditTrail.AppendAsync(
            work.Db,
            clock.Now,
            caller.OrgCode,
            new AuditEntry("reader", $"ReadPart {partId}", Convert.ToHexStringLower(tenderRef), commitment),
            cancel
        );
        await work.CommitAsync(cancel);
        var part = file.Header.FindPart(partId)!;
        return Results.Stream(
            target => PartReader.OpenAsync(store, file, part, key, target, cancel),
            "application/octet-stream"
        );
    }

    private static async Task<(StoredFile File, byte[] Key)> FindAsync(
        NpgsqlConnection db,
        Caller caller,
        byte[] tenderRef,
        (byte[] Commitment, int PartId) wanted,
        CancellationToken cancel
    )
    {
        var tender = await TenderRow.FindAsync(db, tenderRef, cancel);
        if (tender is null || !tender.Readers.Contains(caller.OrgCode))
        {
            throw new RefusedException(VaultFaults.NotFound);
        }

        if (tender.State != "opened")
        {
            throw new RefusedException(VaultFaults.OpeningNotNow);
        }

        var found = await db.FirstAsync(
            """
            select k.key, e.org_code, e.tree_root
            from part_key k join set_entry e using (tender_ref, phase, commitment)
            where k.tender_ref = $1 and k.commitment = $2 and k.part_id = $3
            """,
            r => (Key: r.BytesOrNull(0), OrgCode: r.GetString(1), Root: r.Bytes(2)),
            cancel,
            tenderRef,
            wanted.Commitment,
            (short)wanted.PartId
        );
        if (found.Root is null)
        {
            throw new RefusedException(VaultFaults.NotFound);
        }

        var key = found.Key ?? throw new RefusedException(VaultFaults.Unread);
        return ((await StoredFile.FindAsync(db, found.OrgCode, found.Root, cancel))!, key);
    }
}
