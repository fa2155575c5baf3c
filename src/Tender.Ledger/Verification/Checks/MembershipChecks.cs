using Tender.Ledger.Proofs;
using Tender.Sealing;

namespace Tender.Ledger.Verification;

/// <summary>Check 13 for one receipt: whether the sealed set holds what it must.</summary>
internal sealed class MembershipChecks(TrustFile trust, CheckSheet sheet)
{
    private const string Name = "member of the set";

    /// <summary>OMITTED, or null when nothing speaks against the best verdict.</summary>
    internal Verdict? Run(SignedWords words, ReceiptContext context)
    {
        if (context.Bundle is not { } bundle)
        {
            sheet.Skip(13, Name, "no bundle given");
            return null;
        }

        if (SealedSet(bundle) is not { } set)
            return null;
        var isMember = set.Entries.Any(e => e.Commitment.AsSpan().SequenceEqual(words.Ack.Commitment));
        if (words.Statement?.Action == StatementAction.Withdraw)
        {
            sheet.Test(!isMember, 13, Name, "a withdrawal is in no set");
            return null;
        }

        if (isMember)
            sheet.Pass(13, Name, $"{CheckSheet.Short(words.Ack.Commitment)} is one of {set.Entries.Count}");
        else if (LaterStatement(words, bundle) is { } later)
            sheet.Pass(
                13,
                Name,
                $"not in the set: the bidder's later statement {CheckSheet.Short(later)} took its place"
            );
        else
        {
            sheet.Note(
                13,
                Name,
                $"{CheckSheet.Short(words.Ack.Commitment)} is none of {set.Entries.Count}, no later statement"
            );
            return Verdict.Omitted;
        }

        return null;
    }

    private BidSet? SealedSet(OpeningBundle bundle)
    {
        var tender = new TenderProofVerifier(trust).Verify(bundle.Proof).Tender;
        var set = bundle.Sets.FirstOrDefault(s => s.Phase == 1);
        if (tender?.SetOf(1) is not { } told || set is null)
        {
            sheet.Miss(13, Name, "the bundle holds no proven set");
            return null;
        }

        return
            sheet.Test(set.IsInOrder(), 13, "order of the set", "entries ascend and none occurs twice")
            && sheet.Equal(13, "set root", set.Root(), told.SetRoot)
            ? set
            : null;
    }

    // The later statement must itself be a good receipt, else the operator could explain an omission with nothing.
    private byte[]? LaterStatement(SignedWords words, OpeningBundle bundle)
    {
        if (words.Statement is not { } statement)
            return null;
        var verifier = new ReceiptVerifier(trust);
        return bundle
            .Receipts.Where(r => r.Statement is not null)
            .Select(r => verifier.Check(r, ReceiptContext.Empty with { Tender = bundle.Proof }))
            .Where(c => c.Report.Verdict is not (Verdict.Forged or Verdict.Unreadable))
            .Select(c => c.Words)
            .FirstOrDefault(w =>
                w?.Statement is { } other
                && other.Seq > statement.Seq
                && other.TenderRef.AsSpan().SequenceEqual(statement.TenderRef)
                && other.Uscc == statement.Uscc
            )
            ?.Ack.Commitment;
    }
}
