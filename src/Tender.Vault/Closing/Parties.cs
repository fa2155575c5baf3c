using Npgsql;
using Tender.Vault.Database;
using Tender.Vault.Tenders;

namespace Tender.Vault.Closing;

/// <summary>Who takes part in a closed section: registered readers, seats of its key, bidders of its set.</summary>
internal static class Parties
{
    internal static async Task<bool> IsPartyAsync(
        NpgsqlConnection db,
        string orgCode,
        TenderRow tender,
        CancellationToken cancel
    ) =>
        tender.Readers.Contains(orgCode)
        || await SeatAsync(db, orgCode, tender, cancel) is not null
        || await db.ScalarAsync<bool>(
            "select exists (select from set_entry where tender_ref = $1 and org_code = $2)",
            cancel,
            tender.TenderRef,
            orgCode
        );

    /// <summary>The seat of an organisation in a section's key set, or null.</summary>
    internal static Task<short?> SeatAsync(
        NpgsqlConnection db,
        string orgCode,
        TenderRow tender,
        CancellationToken cancel
    ) =>
        db.FirstAsync<short?>(
            """
            select p.seat from key_set s join pool_seat p using (pool_id) where s.key_set_id = $1 and p.org_code = $2
            """,
            r => r.GetInt16(0),
            cancel,
            tender.KeySetId,
            orgCode
        );
}
