using Tender.Ledger.Receipts;
using Tender.Sealing;

namespace Tender.Ledger.Verification;

/// <summary>
/// Verifies an offline receipt with nothing but a trust file (Ledger 7, checks 1 to 13). Never throws on bad input: that is an answer.
/// One instance may be used again and by several threads.
/// </summary>
public sealed class ReceiptVerifier
{
    private readonly TrustFile trust;
    private readonly TrustList authorities;

    /// <summary>Reads the authorities once.</summary>
    /// <exception cref="LedgerFormatException">Kind Trust: a certificate or list of the trust file cannot be read.</exception>
    public ReceiptVerifier(TrustFile trust)
    {
        ArgumentNullException.ThrowIfNull(trust);
        this.trust = trust;
        authorities = trust.ToTrustList();
    }

    /// <summary>Verifies a receipt as it lies in a file.</summary>
    public VerificationReport Verify(ReadOnlySpan<byte> receipt, ReceiptContext? context = null)
    {
        OfflineReceipt parsed;
        try
        {
            parsed = OfflineReceipt.Parse(receipt);
        }
        catch (LedgerFormatException wrong)
        {
            return CheckSheet.Unreadable(wrong.Message);
        }

        return Verify(parsed, context);
    }

    /// <summary>Verifies a receipt that was read already by <see cref="OfflineReceipt.Parse"/>.</summary>
    public VerificationReport Verify(OfflineReceipt receipt, ReceiptContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        return Check(receipt, context ?? ReceiptContext.Empty).Report;
    }

    /// <summary>The report, and the signed words when their signatures hold.</summary>
    internal (VerificationReport Report, SignedWords? Words) Check(OfflineReceipt receipt, ReceiptContext context)
    {
        var sheet = new CheckSheet();
        sheet.Pass(1, "form", $"{OfflineReceipt.FormatName}, revision {receipt.Revision}");
        if (
            !sheet.Test(
                Instants.IsReachable(trust.Windows, receipt.Inclusion.Window),
                5,
                "window",
                $"{receipt.Inclusion.Window}"
            )
        )
            return (sheet.Report(Verdict.Forged), null);
        var words = new SignatureChecks(trust, authorities, sheet).Run(receipt);
        new WindowChecks(trust, sheet).Run(receipt, words?.Ack);
        CheckWitnesses(receipt, sheet);
        if (words is null)
            return (sheet.Report(Verdict.Forged), null);
        new FileChecks(sheet).Run(words, context.File);
        var stamped = new TimeStampChecks(trust, sheet).Run(
            receipt.Tsa,
            words.Ack.StatementHash,
            trust.Windows.End(receipt.Inclusion.Window)
        );
        var timely = new DeadlineChecks(trust, sheet).Run(receipt, words.Ack, stamped, context);
        var verdict = new MembershipChecks(trust, this, sheet).Run(words, context);
        return (sheet.Report(verdict ?? timely ?? Best), words);
    }

    private Verdict Best => trust.Seal == SealType.Dev ? Verdict.ValidDev : Verdict.Valid;

    // This version knows no witness keys (Ledger 12): what it cannot check it does not call complete.
    private static void CheckWitnesses(OfflineReceipt receipt, CheckSheet sheet)
    {
        const string name = "witnesses and publications";
        if (receipt.Witness.Count + receipt.Publication.Count == 0)
            sheet.Skip(10, name, "none given, none asked for");
        else
            sheet.Miss(10, name, "given, but this program cannot check them");
    }
}
