using Tender.Ledger.Proofs;
using Tender.Ledger.Receipts;
using Tender.Ledger.Windows;

namespace Tender.Ledger.Verification;

/// <summary>Lengths of an audit's members.</summary>
internal static class AuditForm
{
    internal static AuditFile Checked(AuditFile audit)
    {
        ReceiptForm.Demand(audit.Format == AuditFile.FormatName, "format");
        ReceiptForm.Demand(audit.PrevHead.Length == 32, "prevHead");
        ReceiptForm.Demand(audit.Windows.Count > 0 && audit.First <= ulong.MaxValue / 2, "windows");
        foreach (var window in audit.Windows)
            ReceiptForm.Demand(IsWindow(window), "windows");
        foreach (var tender in audit.Tenders)
        {
            // JSON's null can stand where a record is promised.
            if (tender is not { Proof: { } proof, Entries: { } entries })
                throw new LedgerFormatException(LedgerFormatError.Member, 0, "tenders");
            TenderProofForm.Checked(proof);
            ReceiptForm.Demand(entries.All(e => e is { Length: 128 }), "tenders");
        }

        ReceiptForm.CheckChain(audit.Chain);
        return audit;
    }

    private static bool IsWindow(RevealedWindow? window) =>
        window
            is {
                Root.Length: 32,
                PadCommit.Length: 32,
                Seed: null or { Length: 32 },
                Preimages.Count: <= WindowTree.Slots,
                Leaves: null or { Length: WindowTree.Slots * 32 }
            }
        && window.Preimages.All(p => p is not null);
}
