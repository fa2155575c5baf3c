using Npgsql;
using Tender.Sealing;
using Tender.Vault.Anchoring;
using Tender.Vault.Audit;
using Tender.Vault.Database;
using Tender.Vault.Faults;
using Tender.Vault.Tenders;

namespace Tender.Vault.Submissions;

/// <summary>
/// The one transaction of a statement (SBID1 11.2, Ledger 8 step 1). Locks in this order: the bidder's row, the section (shared), the window
/// (shared), the audit. The clock is read after the window is held; nothing of it needs a network.
/// </summary>
internal sealed class CommitStatement(
    VaultDatabase database,
    WindowSlots windows,
    LedgerAccess ledger,
    ReceiptWriter receipts,
    IRandom random
)
{
    internal async Task<SubmissionOutcome> ExecuteAsync(Submission submission, CancellationToken cancel)
    {
        var statement = submission.Statement;
        await using var work = await database.BeginAsync(cancel);
        // A commit that hangs must not hold up the cut of its window.
        await work.Db.ExecuteAsync(
            "set local statement_timeout = '2s'; set local idle_in_transaction_session_timeout = '2s'",
            cancel
        );
        var bidder = await LockBidderAsync(work.Db, submission, cancel);
        var (key, hash) = (submission.Key, submission.MessageHash);
        if (await CommitKeys.FindAsync(work.Db, statement.Uscc, key, hash, cancel) is { } before)
        {
            return before;
        }

        var tender = (
            await work.Db.FirstAsync(
                $"{TenderRow.Columns} where t.tender_ref = $1 for share of t",
                TenderRow.Read,
                cancel,
                statement.TenderRef
            )
        )!;
        var file = submission.Withdraws
            ? null
            : await StoredFile.FindAsync(work.Db, statement.Uscc, statement.TreeRoot, cancel);
        var (window, now) = await windows.TakeAsync(work.Db, cancel);
        var decision = Decide(submission, tender, file, window, now);
        if (decision.Fault is null)
        {
            await AcceptAsync(work.Db, submission, tender, bidder, decision, cancel);
        }

        decision = decision with { Seq = await AuditAsync(work.Db, submission, decision, cancel) };
        var receipt = receipts.Write(submission, decision);
        await SubmissionLog.InsertAsync(work.Db, submission, decision, receipt, cancel);
        await work.CommitAsync(cancel);
        var verdict = decision.Fault is null ? VaultVerdict.Accepted : VaultVerdict.Refused;
        return new SubmissionOutcome(decision.ReceiptNo, verdict, receipt, IsRepeat: false);
    }

    private async Task<BidderRow> LockBidderAsync(NpgsqlConnection db, Submission submission, CancellationToken cancel)
    {
        try
        {
            var statement = submission.Statement;
            return await BidderRow.LockAsync(db, statement.TenderRef, statement.Uscc, cancel);
        }
        catch (PostgresException failure) when (failure.SqlState == PostgresErrorCodes.ForeignKeyViolation)
        {
            throw receipts.Refuse(submission, VaultFaults.OtherSection);
        }
    }

    private Decision Decide(Submission submission, TenderRow tender, StoredFile? file, long window, DateTimeOffset now)
    {
        var decision = new Decision(null, now, tender.Deadline, random.Bytes(16), random.Bytes(32)) { File = file };
        if (!StatementRules.IsLate(tender, now))
        {
            return decision with { Window = window };
        }

        var complete = submission.Withdraws || file?.LastAt < tender.Deadline;
        return decision with { Fault = VaultFaults.Late, Queued = submission.At < tender.Deadline && complete };
    }

    private async Task AcceptAsync(
        NpgsqlConnection db,
        Submission submission,
        TenderRow tender,
        BidderRow bidder,
        Decision decision,
        CancellationToken cancel
    )
    {
        var fault =
            StatementRules.Check(submission, tender, bidder, decision.File, decision.At)
            ?? await SpendAsync(db, submission, decision.File, cancel);
        if (fault is not null)
        {
            throw receipts.Refuse(submission, fault, tender.Deadline);
        }

        var deadline = (ulong)tender.Deadline.ToUnixTimeSeconds();
        if (!tender.Held && (ulong)decision.Window!.Value > ledger.Grid.LastBefore(deadline))
        {
            // Another process with a faster clock has cut our window already: a leaf in the next one would prove nothing.
            throw new RefusedException(VaultFaults.ClockFrozen);
        }

        await WindowSlots.CheckRoomAsync(db, decision.Window!.Value, cancel);
    }

    /// <summary>Ephemeral points and IVs count once, for ever and over all sections. The same bytes of the same bidder are no repetition.</summary>
    private static async Task<Fault?> SpendAsync(
        NpgsqlConnection db,
        Submission submission,
        StoredFile? file,
        CancellationToken cancel
    )
    {
        if (file is null)
        {
            return null;
        }

        var values = Uploads.FileExamination.SpentValues(file.Header);
        await db.ExecuteAsync(
            """
            insert into spent_value (value, org_code, tree_root) select v, $2, $3 from unnest($1) as v order by v on conflict do nothing
            """,
            cancel,
            values,
            submission.Statement.Uscc,
            file.TreeRoot
        );
        var own = await db.ScalarAsync<long>(
            "select count(*) from spent_value where value = any($1) and org_code = $2 and tree_root = $3",
            cancel,
            values,
            submission.Statement.Uscc,
            file.TreeRoot
        );
        return own == values.Length ? null : VaultFaults.Repeated;
    }

    private static Task<long> AuditAsync(
        NpgsqlConnection db,
        Submission submission,
        Decision decision,
        CancellationToken cancel
    ) =>
        AuditTrail.AppendAsync(
            db,
            decision.At,
            submission.Statement.Uscc,
            new AuditEntry(
                "bidder",
                decision.Fault is null ? submission.Statement.Action.ToString() : "Late",
                Convert.ToHexStringLower(submission.Statement.TenderRef),
                submission.MessageHash
            ),
            cancel
        );
}
