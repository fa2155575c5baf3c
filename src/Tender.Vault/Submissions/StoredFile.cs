using Npgsql;
using Tender.Sealing;
using Tender.Vault.Database;

namespace Tender.Vault.Submissions;

/// <summary>A whole sealed file of an organisation.</summary>
internal sealed record StoredFile
{
    internal required byte[] TenderRef { get; init; }

    internal required byte[] TreeRoot { get; init; }

    internal required long Length { get; init; }

    internal required SealedHeader Header { get; init; }

    internal required byte[] HeaderHash { get; init; }

    /// <summary>32 bytes for each leaf.</summary>
    internal required byte[] LeafHashes { get; init; }

    internal required DateTimeOffset FirstAt { get; init; }

    internal required DateTimeOffset LastAt { get; init; }

    internal long LeafCount => LeafHashes.Length / 32;

    internal static Task<StoredFile?> FindAsync(
        NpgsqlConnection db,
        string orgCode,
        byte[] treeRoot,
        CancellationToken cancel
    ) =>
        db.FirstAsync(
            """
            select tender_ref, tree_root, length, header, header_hash, leaf_hashes, first_at, last_at
            from stored_file where org_code = $1 and tree_root = $2
            """,
            r => new StoredFile
            {
                TenderRef = r.Bytes(0),
                TreeRoot = r.Bytes(1),
                Length = r.GetInt64(2),
                Header = SealedHeader.Parse(r.Bytes(3)),
                HeaderHash = r.Bytes(4),
                LeafHashes = r.Bytes(5),
                FirstAt = r.Time(6),
                LastAt = r.Time(7),
            },
            cancel,
            orgCode,
            treeRoot
        );
}
