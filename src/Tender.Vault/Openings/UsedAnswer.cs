using Npgsql;
using Tender.Sealing;
using Tender.Vault.Database;
using Tender.Vault.Tenders;

namespace Tender.Vault.Openings;

/// <summary>A verified answer that the opening uses: the k lowest seats.</summary>
/// <param name="Seat">Its number.</param>
/// <param name="Organisation">Who holds it.</param>
/// <param name="MessageHash">SHA-256 of the CMS message, as on the ledger.</param>
/// <param name="Opening">The answer.</param>
internal sealed record UsedAnswer(int Seat, OrganisationFacts Organisation, byte[] MessageHash, PartialOpening Opening)
{
    internal static Task<List<UsedAnswer>> LoadAsync(NpgsqlConnection db, TenderRow tender, CancellationToken cancel) =>
        db.ListAsync(
            """
            select a.seat, p.org_code, p.organisation, a.message_hash, a.message
            from partial_opening a
            join key_set s on s.key_set_id = $3
            join pool_seat p on p.pool_id = s.pool_id and p.seat = a.seat
            where a.tender_ref = $1 and a.phase = $2 and a.state = 'verified' order by a.seat limit $4
            """,
            r => new UsedAnswer(
                r.GetInt16(0),
                new OrganisationFacts(r.GetString(1), r.GetString(2)),
                r.Bytes(3),
                PartialOpening.Parse(CmsVerifier.Open(r.Bytes(4)).Content)
            ),
            cancel,
            tender.TenderRef,
            (short)tender.Phase,
            tender.KeySetId,
            tender.K
        );
}
