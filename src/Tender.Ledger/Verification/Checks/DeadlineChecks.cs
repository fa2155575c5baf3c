using Tender.Ledger.Proofs;
using Tender.Ledger.Receipts;
using Tender.Sealing;

namespace Tender.Ledger.Verification;

/// <summary>Check 12: in time, by the number of the window; and what a late anchoring is worth.</summary>
internal sealed class DeadlineChecks(TrustFile trust, CheckSheet sheet)
{
    private const string Name = "deadline";

    /// <summary>LATE-WITH-TSA, or null when nothing speaks against the best verdict.</summary>
    internal Verdict? Run(OfflineReceipt receipt, VaultReceipt ack, DateTimeOffset? stamped, ReceiptContext context)
    {
        var end = trust.Windows.End(receipt.Inclusion.Window);
        sheet.Test(ack.TCommit < end, 12, "commit in its window", $"{ack.TCommit:O} < {end:O}");
        if (Deadline(ack, context) is not { } deadline)
            return null;
        if (end > deadline)
        {
            OutOfTime(end, deadline, context.Proven is not null || context.ProofOrBundle is not null);
            return null;
        }

        sheet.Pass(12, Name, $"window ends {end:u} <= {deadline:u}");
        return Lateness(receipt.Window, deadline, stamped);
    }

    private DateTimeOffset? Deadline(VaultReceipt ack, ReceiptContext context)
    {
        if (context.Proven is { } proven)
            return OfTender(proven.TenderRef, proven, ack);
        if (context.ProofOrBundle is not { } proof)
        {
            sheet.Note(12, Name, "no tender proof given: the deadline is the acknowledgement's");
            return ack.Deadline;
        }

        var report = new TenderProofVerifier(trust).Verify(proof);
        sheet.AddAll(report.Report.Checks.Select(c => c with { Name = "tender proof: " + c.Name }));
        return OfTender(proof.TenderRef, report.Tender, ack);
    }

    private DateTimeOffset? OfTender(byte[] tenderRef, ProvenTender? tender, VaultReceipt ack)
    {
        var isOwn = sheet.Equal(12, "tender of the proof", tenderRef, ack.TenderRef);
        if (!isOwn || tender is null)
            return null;
        if (tender.Held)
            sheet.Note(12, "hold", "the tender is on hold at the proof's block: its deadline cannot pass");
        return tender.Held ? DateTimeOffset.MaxValue : Instants.Of(tender.Deadline);
    }

    // Without a tender proof a later deadline, or a hold at that time, may explain it; with one nothing does.
    private void OutOfTime(DateTimeOffset end, DateTimeOffset deadline, bool isProven)
    {
        var compared = $"window ends {end:u} > {deadline:u}";
        if (isProven)
            sheet.Fail(12, Name, compared);
        else
            sheet.Miss(12, Name, compared + ": only a tender proof can tell");
    }

    private Verdict? Lateness(AnchoredWindow window, DateTimeOffset deadline, DateTimeOffset? stamped)
    {
        const string name = "late anchoring";
        if (!window.Late)
            return null;
        if (window.AnchoredAt <= (ulong)deadline.ToUnixTimeSeconds())
        {
            sheet.Note(12, name, $"late, but at {CheckSheet.Time(window.AnchoredAt)} before the deadline");
            return null;
        }

        if (stamped < deadline)
        {
            sheet.Note(12, name, $"after the deadline; the time stamp of {stamped:u} is before it");
            return Verdict.LateWithTsa;
        }

        sheet.Miss(12, name, "after the deadline and without a time stamp from before it: only the vault says when");
        return null;
    }
}
