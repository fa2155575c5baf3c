using Tender.Ledger.Receipts;

namespace Tender.Ledger.Verification;

/// <summary>Checks 2 to 12 for every receipt of a bundle, one line each; of a bad one all that is bad.</summary>
internal sealed class ReceiptSetChecks(BundleCase bundle, ReceiptVerifier verifier)
{
    /// <summary>The worst verdict that is not a failed or missing check.</summary>
    internal Verdict? Run(Action advance, CancellationToken cancel)
    {
        Verdict? worst = null;
        var context = new ReceiptContext { Proven = bundle.Tender };
        foreach (var receipt in bundle.Bundle.Receipts)
        {
            cancel.ThrowIfCancellationRequested();
            var (report, words) = verifier.Check(receipt, context);
            if (words is not null && report.Verdict != Verdict.Forged)
                bundle.Receipts[BundleCase.Name(words.Ack.Commitment)] = (receipt, words);
            Tell(receipt, report, words);
            if (report.Verdict == Verdict.LateWithTsa)
                worst = Verdict.LateWithTsa;
            advance();
        }

        return worst;
    }

    private void Tell(OfflineReceipt receipt, VerificationReport report, SignedWords? words)
    {
        var sheet = bundle.Sheet;
        var who = words is null ? $"in window {receipt.Inclusion.Window}" : CheckSheet.Short(words.Ack.Commitment);
        var bad = report.Checks.Where(c => c.Outcome is CheckOutcome.Failed or CheckOutcome.Missing).ToList();
        sheet.AddAll(bad.Select(c => c with { Name = $"receipt {who}: {c.Name}" }));
        if (bad.Count == 0)
            sheet.Pass(2, $"receipt {who}", $"{report.Verdict}, {report.Checks.Count} checks");
        if (bundle.IsPublic == receipt.Statement is not null)
            sheet.Fail(
                1,
                $"receipt {who}",
                $"statements belong to the party form, this is the {bundle.Bundle.Tender.Form} form"
            );
        if (words is not null)
            sheet.Test(
                words.Ack.TenderRef.AsSpan().SequenceEqual(bundle.Bundle.Tender.TenderRef),
                2,
                $"receipt {who}: tender",
                CheckSheet.Short(words.Ack.TenderRef)
            );
    }
}
