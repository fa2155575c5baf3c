using Tender.Ledger.Verification;
using Tender.Sealing;

namespace Tender.Cli.Verify;

/// <summary>What anybody can say of a sealed file without a key: its grammar, its label proofs, its root.</summary>
internal sealed class SealedFileReport(Say say)
{
    // Segments are bound by the root alone, and the root of a lone file is whatever its bytes give.
    private const string Untold =
        "whether they are unaltered tells the root: compare it with a receipt (verify RECEIPT --file SBID), or open the file with its key file";

    public async Task<VerificationReport> VerifyAsync(FileStream file, CancellationToken cancel)
    {
        try
        {
            var read = await say.ProgressAsync(
                "核对",
                "checking",
                file.Length,
                progress => SealedFileHasher.ReadAsync(file, progress, cancel)
            );
            read.Header!.CheckLabels();
            return Good(read, read.Header);
        }
        catch (SealingException refusal)
        {
            var compared = $"{refusal.Kind} at byte {refusal.Offset}: {say.Text(SealingWords.Of(refusal.Kind))}";
            var (verdict, name) = refusal.Kind switch
            {
                SealingError.Label => (Verdict.Forged, "labels"),
                SealingError.Truncated => (Verdict.Incomplete, "grammar"),
                SealingError.Magic or SealingError.Version or SealingError.Suite => (Verdict.Unreadable, "grammar"),
                _ => (Verdict.Forged, "grammar"),
            };
            var outcome = verdict == Verdict.Incomplete ? CheckOutcome.Missing : CheckOutcome.Failed;
            return Reports.Of(verdict, [new CheckLine(1, name, outcome, compared)]);
        }
    }

    private static VerificationReport Good(SealedFileHasher read, SealedHeader header) =>
        Reports.Of(
            Verdict.Valid,
            [
                new CheckLine(1, "grammar", CheckOutcome.Passed, $"{header.Parts.Count} parts, {read.Length} bytes"),
                new CheckLine(2, "tender", CheckOutcome.Noted, HexText.Of(header.TenderRef)),
                new CheckLine(3, "key set", CheckOutcome.Noted, HexText.Of(header.KeySetId)),
                new CheckLine(4, "labels", CheckOutcome.Passed, "every ephemeral key was made for this header"),
                new CheckLine(5, "tree root", CheckOutcome.Noted, HexText.Of(read.Root())),
                new CheckLine(6, "header hash", CheckOutcome.Noted, HexText.Of(header.Hash())),
                new CheckLine(7, "contents", CheckOutcome.NotAsked, Untold),
            ]
        );
}
