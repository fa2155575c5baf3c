using System.Text.Json;
using Npgsql;
using Tender.Sealing;
using Tender.Vault.Anchoring;
using Tender.Vault.Database;
using Tender.Vault.Faults;
using Tender.Vault.Sessions;

namespace Tender.Vault.Submissions;

/// <summary>Own statements with what became of them. The owner is in the query, so foreign and missing ones answer alike.</summary>
internal sealed class ReadSubmissions(VaultDatabase database, LedgerAccess ledger)
{
    // The statement that followed tells what became of one that does not count any more.
    private const string Columns = """
        select s.receipt_no, s.action, s.verdict, s.statement, s.receipt, s.window_n,
            (
                select n.action from submission n
                where n.tender_ref = s.tender_ref and n.org_code = s.org_code and n.verdict = 'accepted' and n.seq > s.seq
                order by n.seq limit 1
            )
        from submission s
        """;

    internal async Task<IReadOnlyList<SubmissionFacts>> ListAsync(
        Caller caller,
        byte[] tenderRef,
        CancellationToken cancel
    )
    {
        await using var db = await database.OpenAsync(cancel);
        return await db.ListAsync(
            $"{Columns} where s.org_code = $1 and s.tender_ref = $2 order by s.t_commit, s.seq",
            Read,
            cancel,
            caller.OrgCode,
            tenderRef
        );
    }

    /// <exception cref="RefusedException">ET-3404.</exception>
    internal async Task<SubmissionFacts> FindAsync(Caller caller, byte[] receiptNo, CancellationToken cancel)
    {
        await using var db = await database.OpenAsync(cancel);
        var facts =
            await db.FirstAsync(
                $"{Columns} where s.org_code = $1 and s.receipt_no = $2",
                Read,
                cancel,
                caller.OrgCode,
                receiptNo
            ) ?? throw new RefusedException(VaultFaults.NotFound);
        var body = await db.ScalarAsync<byte[]>(
            "select body from offline_receipt where receipt_no = $1 order by revision desc limit 1",
            cancel,
            receiptNo
        );
        return body is null ? facts : facts with { OfflineReceipt = JsonElement.Parse(body) };
    }

    private SubmissionFacts Read(NpgsqlDataReader row)
    {
        var action = row.GetString(1);
        return new SubmissionFacts
        {
            ReceiptNo = row.Bytes(0),
            Action = action switch
            {
                "submit" => StatementAction.Submit,
                "replace" => StatementAction.Replace,
                _ => StatementAction.Withdraw,
            },
            State = StateOf(action, row.GetString(2), row.TextOrNull(6)),
            Statement = row.Bytes(3),
            Receipt = row.Bytes(4),
            WindowEnd = row.LongOrNull(5) is { } window ? ledger.Grid.End((ulong)window) : null,
        };
    }

    private static SubmissionState StateOf(string action, string verdict, string? next) =>
        (verdict, action, next) switch
        {
            ("refused", _, _) => SubmissionState.Refused,
            (_, "withdraw", _) or (_, _, "withdraw") => SubmissionState.Withdrawn,
            (_, _, null) => SubmissionState.Current,
            _ => SubmissionState.Superseded,
        };
}
