using System.Security.Cryptography;
using Tender.Sealing;
using Tender.Vault.Database;
using Tender.Vault.Faults;
using Tender.Vault.Hosting;
using Tender.Vault.Sessions;
using Tender.Vault.Storage;

namespace Tender.Vault.Uploads;

/// <summary>
/// Takes the next bytes of an upload (tus PATCH). The new offset is told only after the bytes are durable and the row says so; a crash at any
/// point leaves the old offset, and the bytes behind it are written again.
/// </summary>
internal sealed class ReceivePiece(
    VaultDatabase database,
    IBlobStore store,
    VaultClock clock,
    WriterLocks locks,
    FileHashers hashers,
    StoreFile finish
)
{
    internal const long LongestPiece = 64L * 1024 * 1024;

    internal async Task<UploadRow> ExecuteAsync(Caller caller, byte[] id, Piece piece, CancellationToken cancel)
    {
        await using (var db = await database.OpenAsync(cancel))
        {
            Check(await UploadRow.LoadAsync(db, id, caller.OrgCode, cancel), piece);
        }

        await using var mine =
            await locks.TryTakeAsync(id, cancel) ?? throw new RefusedException(VaultFaults.OtherWriter);
        UploadRow upload;
        await using (var db = await database.OpenAsync(cancel))
        {
            upload = await UploadRow.LoadAsync(db, id, caller.OrgCode, cancel);
        }

        Check(upload, piece);
        var firstAt = upload.FirstAt ?? clock.Now;
        var count = await WriteAsync(upload, piece, cancel);
        // From here on the client's going away changes nothing: the bytes are there, so the row says so.
        return await RecordAsync(upload with { FirstAt = firstAt }, count, CancellationToken.None);
    }

    private void Check(UploadRow upload, Piece piece)
    {
        if (upload.State != "receiving")
        {
            throw new RefusedException(VaultFaults.UploadEnded);
        }

        if (!upload.Section.TakesBytes(clock.Now))
        {
            throw new RefusedException(VaultFaults.UploadLate);
        }

        if (piece.Offset != upload.Received)
        {
            throw new RefusedException(VaultFaults.OtherOffset);
        }

        if (piece.Length > Math.Min(LongestPiece, upload.Length - upload.Received))
        {
            throw new RefusedException(VaultFaults.TooLong);
        }
    }

    private async Task<long> WriteAsync(UploadRow upload, Piece piece, CancellationToken cancel)
    {
        var most = Math.Min(LongestPiece, upload.Length - upload.Received);
        await using var bytes = new PieceStream(piece.Body, most, () => upload.Section.TakesBytes(clock.Now), cancel);
        var count = await store.AppendAsync(upload.Name, upload.Received, bytes, cancel);
        if (bytes.IsTooLong)
        {
            throw new RefusedException(VaultFaults.TooLong);
        }

        if (piece.Checksum is { } expected)
        {
            var whole = !bytes.IsBroken && !bytes.IsStopped;
            if (!whole || !CryptographicOperations.FixedTimeEquals(expected, bytes.Hash()))
            {
                throw new RefusedException(bytes.IsStopped ? VaultFaults.UploadLate : VaultFaults.BadChecksum);
            }
        }

        return count;
    }

    private async Task<UploadRow> RecordAsync(UploadRow upload, long count, CancellationToken cancel)
    {
        var received = upload.Received + count;
        Fault? problem = null;
        SealedFileHasher? hasher = null;
        try
        {
            hasher = await hashers.AdvanceAsync(upload.Name, upload.Received, received, cancel);
            if (hasher.Header is { } header)
            {
                problem = FileExamination.CheckHeader(header, upload.Section, upload.Length);
            }
            else if (received == upload.Length)
            {
                problem = VaultFaults.NotSealed;
            }
        }
        catch (SealingException failure)
        {
            problem = FileExamination.FaultOf(failure.Kind);
        }

        var root = problem is null && received == upload.Length ? hasher!.Root() : null;
        await SetAsync(upload, received, problem, root, cancel);
        if (problem is not null)
        {
            throw new RefusedException(problem);
        }

        var moved = upload with { Received = received, TreeRoot = root };
        return root is null ? moved : await finish.ExecuteAsync(moved, hasher, cancel);
    }

    private async Task SetAsync(UploadRow upload, long received, Fault? problem, byte[]? root, CancellationToken cancel)
    {
        await using var db = await database.OpenAsync(cancel);
        var changed = await db.ExecuteAsync(
            """
            update upload set received = $3, state = $4, problem = $5, first_at = $6, last_at = $7, tree_root = $8
            where id = $1 and received = $2 and state = 'receiving'
            """,
            cancel,
            upload.Id,
            upload.Received,
            received,
            problem is null ? "receiving" : "refused",
            problem?.Code,
            upload.FirstAt,
            clock.Now,
            root
        );
        if (changed != 1)
        {
            hashers.Drop(upload.Name);
            throw new RefusedException(VaultFaults.OtherOffset);
        }
    }
}

/// <summary>One PATCH request.</summary>
/// <param name="Offset">Where the client goes on.</param>
/// <param name="Length">Declared length of the body, if any.</param>
/// <param name="Checksum">SHA-256 of the body, if given.</param>
/// <param name="Body">The bytes.</param>
internal sealed record Piece(long Offset, long? Length, byte[]? Checksum, Stream Body);
