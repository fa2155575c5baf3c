using Npgsql;
using NpgsqlTypes;
using Tender.Ledger.Verification;
using Tender.Site.Audit;

namespace Tender.Site.PublicSite;

/// <summary>
/// The public part of the audit chain of one published object: what was done and when; by whom, where the law makes the act public; never
/// from where. Whose name was withheld when the act was recorded (askers, objectors: R-034) stays hidden.
/// </summary>
public sealed class ReadHistory(NpgsqlDataSource data)
{
    /// <summary>The history, or null when nothing of that number is published.</summary>
    public async Task<HistoryFile?> FindAsync(string kind, string no, CancellationToken cancel)
    {
        await using var command = data.CreateCommand(
            """
            select a.object_seq, (extract(epoch from a.at) * 1000000)::bigint, a.act, a.actor, a.authn,
                audit_salt(a.salt, 1), sha256(audit_salt(a.salt, 1) || audit_text(a.actor) || audit_text(a.authn)),
                sha256(audit_salt(a.salt, 2) || audit_text(a.origin)), a.detail_hash, a.object_hash
            from audit a
            where a.object = $1 and case $2
                when 'plans' then exists (select from plan p where p.no = $1 and p.published_at is not null)
                else exists (select from section s where s.no = $1 and s.published_at is not null)
            end
            order by a.object_seq
            """
        );
        command.Parameters.AddWithValue(NpgsqlDbType.Text, no);
        command.Parameters.AddWithValue(NpgsqlDbType.Text, kind);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var rows = new List<HistoryRow>();
        while (await reader.ReadAsync(cancel))
        {
            rows.Add(RowOf(reader));
        }

        return rows.Count == 0
            ? null
            : new HistoryFile
            {
                Format = HistoryFile.FormatName,
                Object = no,
                Rows = rows,
            };
    }

    private static HistoryRow RowOf(NpgsqlDataReader reader)
    {
        var actor = reader.GetString(3);
        return new HistoryRow
        {
            Seq = reader.GetInt64(0),
            At = reader.GetInt64(1),
            Act = reader.GetString(2),
            Who =
                actor == AuditEntry.Withheld
                    ? null
                    : new HistoryWho(actor, reader.GetString(4), reader.GetFieldValue<byte[]>(5)),
            WhoMark = reader.GetFieldValue<byte[]>(6),
            OriginMark = reader.GetFieldValue<byte[]>(7),
            DetailHash = reader.GetFieldValue<byte[]>(8),
            Hash = reader.GetFieldValue<byte[]>(9),
        };
    }
}
