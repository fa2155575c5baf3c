using Npgsql;
using Tender.Sealing;

namespace Tender.Vault.Submissions;

/// <summary>Writes the rows of a decided statement in one round trip: the audit is locked, so every millisecond counts.</summary>
internal static class SubmissionLog
{
    internal static async Task InsertAsync(
        NpgsqlConnection db,
        Submission submission,
        Decision decision,
        byte[] receipt,
        CancellationToken cancel
    )
    {
        await using var batch = new NpgsqlBatch(db);
        AddSubmission(batch, submission, decision, receipt);
        Add(
            batch,
            "insert into commit_key (org_code, key, body_hash, receipt_no, at) values ($1, $2, $3, $4, $5)",
            submission.Statement.Uscc,
            submission.Key,
            submission.MessageHash,
            decision.ReceiptNo,
            decision.At
        );
        if (decision.Fault is null)
        {
            Add(
                batch,
                "insert into leaf (commitment, window_n, receipt_no) values ($1, $2, $3)",
                submission.Commitment,
                decision.Window,
                decision.ReceiptNo
            );
            Add(
                batch,
                """
                update bidder set last_seq = $3, last_commitment = $4, current_receipt = $5
                where tender_ref = $1 and org_code = $2
                """,
                submission.Statement.TenderRef,
                submission.Statement.Uscc,
                submission.Statement.Seq,
                submission.Commitment,
                submission.Withdraws ? null : decision.ReceiptNo
            );
        }

        await batch.ExecuteNonQueryAsync(cancel);
    }

    private static void AddSubmission(NpgsqlBatch batch, Submission submission, Decision decision, byte[] receipt)
    {
        var statement = submission.Statement;
        Add(
            batch,
            """
            insert into submission
                (receipt_no, tender_ref, org_code, company, action, seq, verdict, reason, commitment, tree_root, header_hash, statement,
                statement_hash, receipt, t_statement, t_commit, window_n, audit_seq, seq_salt)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
            """,
            decision.ReceiptNo,
            statement.TenderRef,
            statement.Uscc,
            statement.Company,
            ActionOf(statement.Action),
            statement.Seq,
            decision.Fault is null ? "accepted" : "refused",
            decision.Fault?.Code ?? "",
            submission.Commitment,
            statement.TreeRoot,
            statement.HeaderHash,
            submission.Message,
            submission.MessageHash,
            receipt,
            submission.At,
            decision.At,
            decision.Window,
            decision.Seq,
            decision.SeqSalt
        );
    }

    private static string ActionOf(StatementAction action) =>
        action switch
        {
            StatementAction.Submit => "submit",
            StatementAction.Replace => "replace",
            _ => "withdraw",
        };

    private static void Add(NpgsqlBatch batch, string sql, params object?[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        }

        batch.BatchCommands.Add(command);
    }
}
