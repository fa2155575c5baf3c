using Npgsql;
using Tender.Ledger.Receipts;
using Tender.Ledger.Verification;
using Tender.Ledger.Windows;
using Tender.Vault.Database;
using Tender.Vault.Hosting;

namespace Tender.Vault.Anchoring;

/// <summary>Makes the offline receipts of a proved window and verifies each with the public verifier before it is stored.</summary>
internal sealed partial class IssueReceipts(
    LedgerAccess ledger,
    DayKeys days,
    VaultClock clock,
    ILogger<IssueReceipts> log
)
{
    private readonly ReceiptVerifier verifier = new(ledger.Trust);

    internal async Task ExecuteAsync(
        NpgsqlConnection db,
        MinedWindow window,
        AnchorProof anchor,
        int revision,
        CancellationToken cancel
    )
    {
        var leaves = await db.ListAsync(
            """
            select l.commitment, s.receipt_no, s.statement, s.receipt
            from leaf l join submission s using (receipt_no) where l.window_n = $1
            """,
            r => (Commitment: r.Bytes(0), ReceiptNo: r.Bytes(1), Statement: r.Bytes(2), Ack: r.Bytes(3)),
            cancel,
            window.N
        );
        if (leaves.Count == 0)
        {
            return;
        }

        var key = await days.GetAsync(ledger.Grid.DayOf((ulong)window.N), cancel);
        var tree = WindowTree.Build(key.Seed((ulong)window.N), leaves.Select(l => l.Commitment));
        foreach (var leaf in leaves)
        {
            var inclusion = tree.Prove((ulong)window.N, leaf.Commitment);
            var receipt = ReceiptBuilder.Build(leaf.Statement, leaf.Ack, inclusion, window.Anchored, anchor, revision);
            var report = verifier.Verify(receipt);
            // Incomplete is true and useful: anchored after the deadline, or during a hold, when only more evidence can tell.
            if (!report.Holds && report.Verdict is not (Verdict.Incomplete or Verdict.LateWithTsa))
            {
                await RaiseAsync(db, window, report, cancel);
                continue;
            }

            await db.ExecuteAsync(
                "insert into offline_receipt (receipt_no, revision, body) values ($1, $2, $3)",
                cancel,
                leaf.ReceiptNo,
                revision,
                receipt.Write()
            );
        }
    }

    private async Task RaiseAsync(
        NpgsqlConnection db,
        MinedWindow window,
        VerificationReport report,
        CancellationToken cancel
    )
    {
        NotIssued(window.N);
        await db.ExecuteAsync(
            "insert into incident (at, kind, detail) values ($1, 'receipt fails its own check', $2)",
            cancel,
            clock.Now,
            $"window {window.N}: {report.Checks.FirstOrDefault(c => c.Outcome == CheckOutcome.Failed)?.Name}"
        );
    }

    [LoggerMessage(
        Level = LogLevel.Critical,
        Message = "A receipt of window {Window} fails its own check and is not issued."
    )]
    private partial void NotIssued(long window);
}
