using Tender.Ledger.Receipts;

namespace Tender.Ledger.Verification;

/// <summary>
/// Verifies an offline receipt with nothing but a trust file (Ledger 7, checks 1 to 13). Never throws on bad input: that is an answer.
/// One instance may be used again and by several threads.
/// </summary>
public sealed class ReceiptVerifier(TrustFile trust)
{
    /// <summary>Verifies a receipt as it lies in a file.</summary>
    public VerificationReport Verify(ReadOnlySpan<byte> receipt, ReceiptContext? context = null) =>
        throw new NotImplementedException(trust.Name);

    /// <summary>Verifies a receipt that was read already.</summary>
    public VerificationReport Verify(OfflineReceipt receipt, ReceiptContext? context = null) =>
        throw new NotImplementedException(trust.Name);
}
