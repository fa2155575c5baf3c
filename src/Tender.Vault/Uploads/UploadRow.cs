using Npgsql;
using Tender.Sealing;
using Tender.Vault.Database;
using Tender.Vault.Faults;

namespace Tender.Vault.Uploads;

/// <summary>An upload and what is needed of its section, as of one moment.</summary>
internal sealed record UploadRow
{
    internal required byte[] Id { get; init; }

    internal required string OrgCode { get; init; }

    internal required byte[] TenderRef { get; init; }

    internal required long Length { get; init; }

    /// <summary>Bytes that are durable.</summary>
    internal required long Received { get; init; }

    internal required string State { get; init; }

    internal string? Problem { get; init; }

    internal byte[]? HeaderHash { get; init; }

    internal byte[]? TreeRoot { get; init; }

    internal long? LeafCount { get; init; }

    internal DateTimeOffset? FirstAt { get; init; }

    internal required DateTimeOffset ExpiresAt { get; init; }

    internal required SectionOfUpload Section { get; init; }

    internal string Name => Convert.ToHexStringLower(Id);

    /// <summary>An upload of the caller. Foreign and missing ones answer alike.</summary>
    /// <exception cref="RefusedException">ET-3404.</exception>
    internal static async Task<UploadRow> LoadAsync(
        NpgsqlConnection db,
        byte[] id,
        string orgCode,
        CancellationToken cancel
    ) =>
        await db.FirstAsync(
            """
            select u.id, u.org_code, u.tender_ref, u.length, u.received, u.state, u.problem, u.header_hash, u.tree_root, u.leaf_count,
                u.first_at, u.expires_at, t.lot, t.doc_hash, t.deadline, t.held, t.state, t.key_set_id
            from upload u join tender t using (tender_ref) where u.id = $1 and u.org_code = $2
            """,
            Read,
            cancel,
            id,
            orgCode
        ) ?? throw new RefusedException(VaultFaults.NotFound);

    internal UploadFacts ToFacts() =>
        new()
        {
            Id = Name,
            Length = Length,
            Offset = Received,
            State = State switch
            {
                "receiving" => UploadState.Receiving,
                "stored" => UploadState.Stored,
                _ => UploadState.Refused,
            },
            HeaderHash = HeaderHash,
            TreeRoot = TreeRoot,
            LeafCount = LeafCount,
            Problem = Problem,
        };

    private static UploadRow Read(NpgsqlDataReader row) =>
        new()
        {
            Id = row.Bytes(0),
            OrgCode = row.GetString(1),
            TenderRef = row.Bytes(2),
            Length = row.GetInt64(3),
            Received = row.GetInt64(4),
            State = row.GetString(5),
            Problem = row.TextOrNull(6),
            HeaderHash = row.BytesOrNull(7),
            TreeRoot = row.BytesOrNull(8),
            LeafCount = row.LongOrNull(9),
            FirstAt = row.TimeOrNull(10),
            ExpiresAt = row.Time(11),
            Section = new SectionOfUpload
            {
                TenderRef = row.Bytes(2),
                Lot = row.Bytes(12),
                DocHash = row.Bytes(13),
                Deadline = row.Time(14),
                Held = row.GetBoolean(15),
                State = row.GetString(16),
                KeySetId = row.BytesOrNull(17),
            },
        };
}

/// <summary>What a sealed file has to fit.</summary>
internal sealed record SectionOfUpload
{
    internal required byte[] TenderRef { get; init; }

    internal required byte[] Lot { get; init; }

    internal required byte[] DocHash { get; init; }

    internal required DateTimeOffset Deadline { get; init; }

    internal required bool Held { get; init; }

    internal required string State { get; init; }

    internal required byte[]? KeySetId { get; init; }

    /// <summary>Whether bytes are still taken: the key is bound and the deadline has not passed, or cannot.</summary>
    internal bool TakesBytes(DateTimeOffset now) => State == "keyed" && (Held || now < Deadline);
}
