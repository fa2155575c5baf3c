using Npgsql;
using Tender.Ledger.Proofs;
using Tender.Sealing;
using Tender.Vault.Database;

namespace Tender.Vault.Closing;

/// <summary>Writes a frozen set with its entries. A set is written once and never changed.</summary>
internal static class SetWriter
{
    internal static async Task InsertAsync(
        NpgsqlConnection db,
        byte[] tenderRef,
        FrozenSet set,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        await db.ExecuteAsync(
            "insert into bid_set (tender_ref, phase, set_root, count, closed_at, decision_hash) values ($1, $2, $3, $4, $5, $6)",
            cancel,
            tenderRef,
            (short)set.Phase,
            set.Root,
            set.Count,
            now,
            set.DecisionHash
        );
        foreach (var member in set.Members)
        {
            await InsertAsync(db, tenderRef, set.Phase, member, cancel);
        }
    }

    private static Task<int> InsertAsync(
        NpgsqlConnection db,
        byte[] tenderRef,
        int phase,
        SetMember member,
        CancellationToken cancel
    ) =>
        db.ExecuteAsync(
            """
            insert into set_entry
                (tender_ref, phase, commitment, receipt_no, header_hash, tree_root, statement_hash, org_code, company)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """,
            cancel,
            tenderRef,
            (short)phase,
            member.Facts.Commitment,
            member.ReceiptNo,
            member.Facts.HeaderHash,
            member.Facts.TreeRoot,
            member.Facts.StatementHash,
            member.Facts.OrgCode,
            member.Facts.Company
        );
}

/// <summary>A bid of a set.</summary>
/// <param name="ReceiptNo">The submission that counts.</param>
/// <param name="Facts">Its entry.</param>
internal sealed record SetMember(byte[] ReceiptNo, SetEntryFacts Facts)
{
    /// <summary>Columns receipt_no, commitment, header_hash, tree_root, statement_hash, org_code, company.</summary>
    internal static SetMember Read(NpgsqlDataReader row) =>
        new(
            row.Bytes(0),
            new SetEntryFacts
            {
                Commitment = row.Bytes(1),
                HeaderHash = row.Bytes(2),
                TreeRoot = row.Bytes(3),
                StatementHash = row.Bytes(4),
                OrgCode = row.GetString(5),
                Company = row.GetString(6),
            }
        );
}

/// <summary>A set of a phase.</summary>
/// <param name="Phase">From 1.</param>
/// <param name="Members">In any order.</param>
/// <param name="DecisionHash">Hash of the decision that ordered a later phase.</param>
internal sealed record FrozenSet(int Phase, IReadOnlyList<SetMember> Members, byte[]? DecisionHash)
{
    /// <summary>Root over the entries (SBID1 13.1).</summary>
    internal byte[] Root { get; } = BidSet.Of(Phase, Members.Select(m => m.Facts)).Root();

    /// <summary>Distinct bidders.</summary>
    internal int Count { get; } = Members.Select(m => m.Facts.OrgCode).Distinct().Count();
}
