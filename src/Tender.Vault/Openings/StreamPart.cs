using Npgsql;
using Tender.Sealing;
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
/// Streams the content of a part whose phase is opened to a registered reader. It is decrypted on the way and written nowhere; each
/// segment's tag and hash are checked before it leaves. A fault in the middle cuts the answer short, so that half a part cannot be taken
/// for a whole one.
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

        if (!tender.IsOpened(1))
        {
            throw new RefusedException(VaultFaults.OpeningNotNow);
        }

        var file = await FileAsync(db, tenderRef, wanted.Commitment, cancel);
        var part = file?.Header.FindPart(wanted.PartId) ?? throw new RefusedException(VaultFaults.NotFound);
        if (!tender.IsOpened(part.Phase))
        {
            throw new RefusedException(VaultFaults.PhaseShut);
        }

        return (file!, await KeyAsync(db, tenderRef, (wanted.Commitment, part), cancel));
    }

    /// <summary>The file of a bid of the first set; later sets are part of it.</summary>
    private static async Task<StoredFile?> FileAsync(
        NpgsqlConnection db,
        byte[] tenderRef,
        byte[] commitment,
        CancellationToken cancel
    )
    {
        var found = await db.FirstAsync(
            "select org_code, tree_root from set_entry where tender_ref = $1 and phase = 1 and commitment = $2",
            r => (OrgCode: r.GetString(0), Root: r.Bytes(1)),
            cancel,
            tenderRef,
            commitment
        );
        return found.Root is null ? null : await StoredFile.FindAsync(db, found.OrgCode, found.Root, cancel);
    }

    private static async Task<byte[]> KeyAsync(
        NpgsqlConnection db,
        byte[] tenderRef,
        (byte[] Commitment, SealedPart Part) wanted,
        CancellationToken cancel
    )
    {
        var (isThere, key) = await db.FirstAsync(
            "select key from part_key where tender_ref = $1 and phase = $2 and commitment = $3 and part_id = $4",
            r => (true, r.BytesOrNull(0)),
            cancel,
            tenderRef,
            (short)wanted.Part.Phase,
            wanted.Commitment,
            (short)wanted.Part.PartId
        );

        // A bid that did not go on has no key in a later phase, and never will.
        return key ?? throw new RefusedException(isThere ? VaultFaults.Unread : VaultFaults.PhaseShut);
    }
}
