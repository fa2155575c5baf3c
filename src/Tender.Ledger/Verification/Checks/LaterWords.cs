using System.Security.Cryptography;
using Tender.Ledger.Proofs;
using Tender.Ledger.Receipts;
using Tender.Sealing;

namespace Tender.Ledger.Verification;

/// <summary>
/// Follows a bidder from one statement to the next (Ledger 7, check 13). Only the bidder's own signed word counts, and only with a good
/// receipt of the vault for it: neither an operator's claim nor a statement that came too late explains why a bid is in no set.
/// </summary>
internal sealed class LaterWords(ReceiptVerifier verifier, OpeningBundle bundle, ProvenTender tender, CheckSheet sheet)
{
    private const string Name = "later statement";

    /// <summary>The bidder's next statement with its receipt, or null when the bundle proves none.</summary>
    internal SignedWords? After(SignedWords words)
    {
        foreach (var candidate in Candidates(words))
        {
            var (report, later) = verifier.Check(candidate, new ReceiptContext { Proven = tender });
            if (later is null || report.Verdict is Verdict.Forged or Verdict.Unreadable || !IsNext(later, words))
                sheet.Note(13, Name, "one is told, but it or its receipt does not hold: it explains nothing");
            else
            {
                if (report.Verdict == Verdict.Incomplete)
                    sheet.Miss(13, Name, $"the receipt of {CheckSheet.Short(later.Ack.Commitment)} is incomplete");
                return later;
            }
        }

        return null;
    }

    private IEnumerable<OfflineReceipt> Candidates(SignedWords words)
    {
        if (bundle.Tender.Form == BundleForm.Party)
            return bundle.Receipts.Where(r => Follows(r, words));
        if (LaterStatement.Open(words.Statement!, words.Ack.Commitment, bundle.Later) is not { } cms)
            return [];
        var hash = SHA256.HashData(cms);
        var told = bundle.Receipts.Where(r => IsOf(r, hash)).ToList();
        if (told.Count == 0)
            sheet.Note(13, Name, "one is sealed here, but the bundle holds no receipt for it: it explains nothing");
        return told.Select(r => (r with { Statement = cms }).WithDigest());
    }

    private static bool IsNext(SignedWords later, SignedWords words) =>
        later.Statement is { } statement
        && statement.Seq == words.Statement!.Seq + 1
        && statement.PrevCommitment.AsSpan().SequenceEqual(words.Ack.Commitment)
        && statement.TenderRef.AsSpan().SequenceEqual(words.Statement.TenderRef)
        && statement.Uscc == words.Statement.Uscc;

    private static bool Follows(OfflineReceipt receipt, SignedWords words)
    {
        try
        {
            return receipt.Statement is { } cms
                && SubmissionStatement
                    .Parse(CmsVerifier.Open(cms).Content)
                    .PrevCommitment.AsSpan()
                    .SequenceEqual(words.Ack.Commitment);
        }
        catch (SealingException)
        {
            // What cannot be read follows nothing.
            return false;
        }
    }

    private static bool IsOf(OfflineReceipt receipt, byte[] statementHash)
    {
        try
        {
            return VaultReceipt
                .Parse(CmsVerifier.Open(receipt.Ack).Content)
                .StatementHash.AsSpan()
                .SequenceEqual(statementHash);
        }
        catch (SealingException)
        {
            return false;
        }
    }
}
