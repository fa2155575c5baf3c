using Npgsql;
using Tender.Vault.Database;

namespace Tender.Vault.Submissions;

/// <summary>Where a bidder's chain of statements in a section stands.</summary>
internal sealed record BidderRow(long LastSeq, byte[] LastCommitment, byte[]? CurrentReceipt)
{
    /// <summary>Finds or makes the row and locks it: statements of one bidder come one after the other.</summary>
    internal static async Task<BidderRow> LockAsync(
        NpgsqlConnection db,
        byte[] tenderRef,
        string orgCode,
        CancellationToken cancel
    )
    {
        await db.ExecuteAsync(
            "insert into bidder (tender_ref, org_code) values ($1, $2) on conflict do nothing",
            cancel,
            tenderRef,
            orgCode
        );
        var row = await db.FirstAsync(
            """
            select last_seq, last_commitment, current_receipt from bidder where tender_ref = $1 and org_code = $2 for update
            """,
            r => new BidderRow(r.GetInt64(0), r.Bytes(1), r.BytesOrNull(2)),
            cancel,
            tenderRef,
            orgCode
        );
        return row!;
    }
}
