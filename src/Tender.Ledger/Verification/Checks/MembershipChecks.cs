using Tender.Ledger.Proofs;
using Tender.Sealing;

namespace Tender.Ledger.Verification;

/// <summary>Check 13 for one receipt: what the sealed set makes of it.</summary>
internal sealed class MembershipChecks(TrustFile trust, ReceiptVerifier verifier, CheckSheet sheet)
{
    private const string Name = "member of the set";

    /// <summary>OMITTED, SUPERSEDED or WITHDRAWN; null when nothing speaks against the best verdict.</summary>
    internal Verdict? Run(SignedWords words, ReceiptContext context)
    {
        if (context.Bundle is not { } bundle)
        {
            sheet.Skip(13, Name, "no bundle given");
            return null;
        }

        var tender = new TenderProofVerifier(trust).Verify(bundle.Proof).Tender;
        if (SealedSet(bundle, tender, words) is not { } set)
            return null;
        if (words.Statement is not null)
            return OfChain(Chain(words, new LaterWords(verifier, bundle, tender!, sheet)), set);
        if (IsMember(words, set))
            sheet.Pass(13, Name, $"{Short(words)} is one of {set.Entries.Count}");
        else
            sheet.Miss(13, Name, "not in the set; why, only the receipt with its statement tells");
        return null;
    }

    private BidSet? SealedSet(OpeningBundle bundle, ProvenTender? tender, SignedWords words)
    {
        var set = bundle.Sets.FirstOrDefault(s => s.Phase == 1);
        if (tender?.SetOf(1) is not { } told || set is null)
        {
            sheet.Miss(13, Name, "the bundle holds no proven set");
            return null;
        }

        return
            sheet.Equal(13, "tender of the bundle", tender.TenderRef, words.Ack.TenderRef)
            && sheet.Test(set.IsInOrder(), 13, "order of the set", "entries ascend and none occurs twice")
            && sheet.Equal(13, "set root", set.Root(), told.SetRoot)
            ? set
            : null;
    }

    // Seq grows by one with each, so this ends.
    private static List<SignedWords> Chain(SignedWords words, LaterWords later)
    {
        var chain = new List<SignedWords>();
        for (var next = words; next is not null; next = later.After(next))
            chain.Add(next);
        return chain;
    }

    private Verdict? OfChain(List<SignedWords> chain, BidSet set)
    {
        var (own, last) = (chain[0], chain[^1]);
        foreach (var replaced in chain.SkipLast(1).Where(w => IsMember(w, set)))
            sheet.Fail(13, Name, $"{Short(replaced)} is in the set, though {Short(last)} took its place");
        if (last.Statement!.Action == StatementAction.Withdraw)
            return Withdrawn(own, last, set);
        if (!IsMember(last, set))
        {
            var whose = ReferenceEquals(own, last) ? "no later statement" : $"the last word after {Short(own)}";
            sheet.Note(13, Name, $"{Short(last)} is none of {set.Entries.Count}, {whose}");
            return Verdict.Omitted;
        }

        if (ReferenceEquals(own, last))
        {
            sheet.Pass(13, Name, $"{Short(own)} is one of {set.Entries.Count}");
            return null;
        }

        sheet.Pass(13, Name, $"the bidder's later statement {Short(last)} took its place and is in the set");
        return Verdict.Superseded;
    }

    private Verdict? Withdrawn(SignedWords own, SignedWords last, BidSet set)
    {
        var before = last.Statement!.PrevCommitment;
        var isGone = set.Entries.All(e => !e.Commitment.AsSpan().SequenceEqual(before));
        if (!sheet.Test(isGone && !IsMember(last, set), 13, Name, "a withdrawn bid is in no set"))
            return null;
        if (ReferenceEquals(own, last))
            return null;
        sheet.Pass(13, Name, $"the bidder's later statement {Short(last)} withdrew it");
        return Verdict.Withdrawn;
    }

    private static bool IsMember(SignedWords words, BidSet set) =>
        set.Entries.Any(e => e.Commitment.AsSpan().SequenceEqual(words.Ack.Commitment));

    private static string Short(SignedWords words) => CheckSheet.Short(words.Ack.Commitment);
}
