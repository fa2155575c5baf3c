using System.Security.Cryptography;
using Tender.Ledger.Proofs;
using Tender.Sealing;

namespace Tender.Ledger.Verification;

/// <summary>
/// Check 17: every partial opening is the one that its seat bound itself to on the chain, and its proof holds for exactly this set
/// (SBID1 13, steps 4 and 5).
/// </summary>
internal sealed class PartialChecks(BundleCase bundle, TrustList authorities)
{
    private readonly CheckSheet sheet = bundle.Sheet;

    /// <summary>Answers of a phase that hold.</summary>
    internal IReadOnlyList<PartialOpening> Run(BidSet set, IReadOnlyList<CurvePoint> encs)
    {
        var valid = new List<PartialOpening>();
        var shares = bundle.Tender.Shares.Where(s => s.Phase == set.Phase).ToList();
        var given = bundle.Bundle.Partials.Where(p => p.Phase == set.Phase).ToList();
        foreach (var file in given)
        {
            var name = Name(set, file.Seat);
            if (shares.Find(s => s.Seat == file.Seat) is not { } share)
                sheet.Fail(17, name, "the chain holds no hash of it");
            else if (sheet.Equal(17, name + ": hash on the chain", SHA256.HashData(file.Cms), share.Hash))
                Check(name, file, share, set, encs, valid);
        }

        foreach (var share in shares.Where(s => given.TrueForAll(g => g.Seat != s.Seat)))
            sheet.Note(17, Name(set, share.Seat), "its hash is on the chain, the message is not here");
        return valid;
    }

    private void Check(
        string name,
        PartialOpeningFile file,
        ShareFact share,
        BidSet set,
        IReadOnlyList<CurvePoint> encs,
        List<PartialOpening> valid
    )
    {
        try
        {
            var message = CmsVerifier.Open(file.Cms);
            var report = authorities.Check(message.Signer, message.Others, Instants.Of(share.At));
            var seatCode = bundle.SeatCodes.ElementAtOrDefault(file.Seat - 1);
            var isSeat = report.IsGood && report.OrgCode == seatCode;
            sheet.Test(isSeat, 17, name + ": signature", $"{report.OrgName} ({report.OrgCode}): {report.Outcome}");
            var answer = PartialOpening.Parse(message.Content);
            var holds = answer.Seat == file.Seat && answer.IsValid(Context(set), bundle.KeySet!, encs);
            if (holds)
                valid.Add(answer);
            // A wrong answer is ignored when enough others are right (SBID1 14); whether they are is check 18.
            var compared = $"{encs.Count} points of phase {set.Phase}, set {CheckSheet.Short(set.Root())}";
            if (holds)
                sheet.Pass(17, name + ": proof", compared);
            else
                sheet.Note(17, name + ": proof", "does not hold, the answer is ignored: " + compared);
        }
        catch (SealingException wrong)
        {
            sheet.Note(17, name, "cannot be read and is ignored: " + wrong.Message);
        }
    }

    private static string Name(BidSet set, int seat) =>
        $"partial opening of seat {seat}" + (set.Phase == 1 ? "" : $" in phase {set.Phase}");

    private OpeningContext Context(BidSet set) =>
        new()
        {
            TenderRef = bundle.Bundle.Tender.TenderRef,
            Lot = bundle.Lot,
            Phase = (byte)set.Phase,
            SetRoot = set.Root(),
        };
}
