using Npgsql;
using Tender.Sealing;
using Tender.Vault.Database;

namespace Tender.Vault.Tenders;

/// <summary>A section as its row says.</summary>
internal sealed record TenderRow
{
    internal const string Columns = """
        select t.tender_ref, t.lot, t.doc_hash, t.deadline, t.min_bids, t.suite, t.objection_seconds, t.readers, t.state, t.held, t.phase,
            t.key_set_id, t.objection_until, coalesce(p.k, 0), coalesce(p.n, 0)
        from tender t left join key_set s on s.key_set_id = t.key_set_id left join key_pool p on p.pool_id = s.pool_id
        """;

    internal required byte[] TenderRef { get; init; }

    internal required byte[] Lot { get; init; }

    internal required byte[] DocHash { get; init; }

    internal required DateTimeOffset Deadline { get; init; }

    internal required int MinBids { get; init; }

    internal required int Suite { get; init; }

    internal required int ObjectionSeconds { get; init; }

    internal required IReadOnlyList<string> Readers { get; init; }

    internal required string State { get; init; }

    internal required bool Held { get; init; }

    internal required int Phase { get; init; }

    internal byte[]? KeySetId { get; init; }

    internal DateTimeOffset? ObjectionUntil { get; init; }

    internal required int K { get; init; }

    internal required int N { get; init; }

    internal Guid LotId => new(Lot, bigEndian: true);

    /// <summary>Whether the set is closed, so that count and members may be told.</summary>
    internal bool IsClosed => State is "closed" or "sealed" or "opening" or "opened" or "failed" || Phase > 1;

    /// <summary>The phase that a caller names, or the current one; null when there is none of that number yet.</summary>
    internal int? PhaseOf(int? named) => named is < 1 || named > Phase ? null : named ?? Phase;

    /// <summary>Whether a phase was opened and its record stands on the ledger.</summary>
    internal bool IsOpened(int phase) => phase < Phase || phase == Phase && State == "opened";

    internal VaultState WireState =>
        State switch
        {
            "registering" => VaultState.Registering,
            "keyed" => VaultState.Keyed,
            "closed" => VaultState.Closed,
            "sealed" => VaultState.Sealed,
            "opening" => VaultState.Opening,
            "opened" => VaultState.Opened,
            "failed" => VaultState.Failed,
            _ => VaultState.Cancelled,
        };

    internal static Task<TenderRow?> FindAsync(NpgsqlConnection db, byte[] tenderRef, CancellationToken cancel) =>
        db.FirstAsync($"{Columns} where t.tender_ref = $1", Read, cancel, tenderRef);

    /// <summary>The section, locked until the transaction ends.</summary>
    internal static Task<TenderRow?> LockAsync(NpgsqlConnection db, byte[] tenderRef, CancellationToken cancel) =>
        db.FirstAsync($"{Columns} where t.tender_ref = $1 for update of t", Read, cancel, tenderRef);

    internal static TenderRow Read(NpgsqlDataReader row) =>
        new()
        {
            TenderRef = row.Bytes(0),
            Lot = row.Bytes(1),
            DocHash = row.Bytes(2),
            Deadline = row.Time(3),
            MinBids = row.GetInt16(4),
            Suite = row.GetInt16(5),
            ObjectionSeconds = row.GetInt32(6),
            Readers = row.GetFieldValue<string[]>(7),
            State = row.GetString(8),
            Held = row.GetBoolean(9),
            Phase = row.GetInt16(10),
            KeySetId = row.BytesOrNull(11),
            ObjectionUntil = row.TimeOrNull(12),
            K = row.GetInt16(13),
            N = row.GetInt16(14),
        };

    /// <summary>What anybody may know; nothing depends on bids before the deadline.</summary>
    internal TenderFacts ToFacts() =>
        new()
        {
            TenderRef = TenderRef,
            Lot = Lot,
            DocHash = DocHash,
            Deadline = Deadline,
            MinBids = MinBids,
            Suite = Suite,
            State = WireState,
            Held = Held,
            KeySetId = KeySetId,
            K = K,
            N = N,
            Phase = Phase,
            ObjectionSeconds = ObjectionSeconds,
        };
}
