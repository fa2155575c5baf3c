using Tender.Ledger.Proofs;
using Tender.Sealing;

namespace Tender.Ledger.Verification;

/// <summary>Check 13: the sealed sets of the chain are these entries, each a good receipt and the bidder's last word.</summary>
internal sealed class SetChecks(BundleCase bundle)
{
    private readonly CheckSheet sheet = bundle.Sheet;

    /// <summary>OMITTED when a good receipt is in no set and nothing explains it.</summary>
    internal Verdict? Run()
    {
        foreach (var told in bundle.Tender.Sets)
        {
            var name = $"set of phase {told.Phase}";
            var set = bundle.Bundle.Sets.FirstOrDefault(s => s.Phase == told.Phase);
            if (set is null)
                sheet.Miss(13, name, "not in the bundle");
            else
                CheckSet(name, set, told);
        }

        sheet.Test(
            bundle.Bundle.Sets.Count <= bundle.Tender.Sets.Count,
            13,
            "sets",
            $"{bundle.Bundle.Sets.Count} given, {bundle.Tender.Sets.Count} on the chain"
        );
        if (bundle.Tender.Sets.Count == 0)
            sheet.Miss(13, "sets", "no set was sealed yet");
        CheckLater();
        return bundle.Tender.Sets.Count == 0 ? null : FindOmitted();
    }

    private void CheckSet(string name, BidSet set, SealedSetFact told)
    {
        sheet.Test(set.IsInOrder(), 13, name + ": order", "entries ascend and none occurs twice");
        sheet.Equal(13, name + ": root", set.Root(), told.SetRoot);
        sheet.Test(set.Entries.Count == told.Count, 13, name + ": count", $"{set.Entries.Count} = {told.Count}");
        var bidders = set.Entries.Select(e => e.OrgCode).Distinct().Count();
        sheet.Test(bidders == set.Entries.Count, 13, name + ": bidders", $"{bidders} distinct of {set.Entries.Count}");
        if (set.Phase == 1)
        {
            foreach (var entry in set.Entries)
                CheckMember(entry);
            return;
        }

        // Who was left out once does not come back: a phase goes on with bids of the phase before it.
        var before = Set(set.Phase - 1)
            .Select(e => (BundleCase.Name(BidSet.ToBytes(e)), e.OrgCode, e.Company))
            .ToHashSet();
        var holds = set.Entries.All(e => before.Contains((BundleCase.Name(BidSet.ToBytes(e)), e.OrgCode, e.Company)));
        sheet.Test(holds, 13, name, $"every entry is one of phase {set.Phase - 1}");
    }

    private void CheckMember(SetEntryFacts entry)
    {
        var name = $"entry {CheckSheet.Short(entry.Commitment)}";
        if (!bundle.Receipts.TryGetValue(BundleCase.Name(entry.Commitment), out var found))
        {
            sheet.Miss(13, name, "no good receipt for it in the bundle");
            return;
        }

        var (ack, statement) = (found.Words.Ack, found.Words.Statement);
        sheet.Equal(13, name + ": tree root", entry.TreeRoot, ack.TreeRoot);
        sheet.Equal(13, name + ": statement", entry.StatementHash, ack.StatementHash);
        if (statement is null)
            return;
        sheet.Equal(13, name + ": header", entry.HeaderHash, statement.HeaderHash);
        var isNamed = entry.OrgCode == statement.Uscc && entry.Company == statement.Company;
        sheet.Test(
            isNamed,
            13,
            name + ": bidder",
            $"{entry.Company} ({entry.OrgCode}) = {statement.Company} ({statement.Uscc})"
        );
        sheet.Test(statement.Action != StatementAction.Withdraw, 13, name, $"{statement.Action} is no withdrawal");
        CheckLast(name, statement);
    }

    // The last word of a bidder: by certificate, since a bidder without its key file goes on under a new tag (SBID1 4).
    private void CheckLast(string name, SubmissionStatement statement)
    {
        var own = bundle.Receipts.Values.Select(r => r.Words.Statement!).Where(s => s.Uscc == statement.Uscc).ToList();
        var highest = own.Max(s => s.Seq);
        sheet.Test(statement.Seq == highest, 13, name + ": last statement", $"seq {statement.Seq} = {highest}");
        var known = own.Select(s => s.Seq).Order().ToList();
        if (known.SequenceEqual(Enumerable.Range(1, (int)Math.Min(highest, int.MaxValue)).Select(i => (long)i)))
            sheet.Pass(13, name + ": earlier statements", $"all {known.Count} are here");
        else
            sheet.Miss(13, name + ": earlier statements", $"{known.Count} of {highest} are here");
    }

    // Who reads a sealed statement is the holder of the one before; here only their number can be wrong.
    private void CheckLater()
    {
        var (given, name) = (bundle.Bundle.Later.Count, "later statements");
        if (!bundle.IsPublic)
            sheet.Test(given == 0, 1, name, "the party form holds the statements themselves");
        else if (given > 0)
        {
            var members = Set(1).Select(e => BundleCase.Name(e.Commitment)).ToHashSet();
            var others = bundle.Receipts.Keys.Count(c => !members.Contains(c));
            sheet.Test(given <= others, 13, name, $"{given} sealed for {others} receipts that are in no set");
        }
    }

    private Verdict? FindOmitted()
    {
        Verdict? found = null;
        var members = Set(1).Select(e => BundleCase.Name(e.Commitment)).ToHashSet();
        foreach (var (commitment, (_, words)) in bundle.Receipts.Where(r => !members.Contains(r.Key)))
        {
            var name = $"receipt {commitment[..16]}…";
            var statement = words.Statement;
            if (statement is null)
            {
                sheet.Note(13, name, "in no set; the receipt with its statement tells its holder why");
            }
            else if (IsExplained(statement))
            {
                sheet.Pass(
                    13,
                    name,
                    statement.Action == StatementAction.Withdraw ? "a withdrawal" : "replaced or withdrawn later"
                );
            }
            else
            {
                sheet.Note(13, name, $"the last word of {statement.Company}, and in no set");
                found = Verdict.Omitted;
            }
        }

        return found;
    }

    private bool IsExplained(SubmissionStatement statement) =>
        statement.Action == StatementAction.Withdraw
        || bundle.Receipts.Values.Any(r =>
            r.Words.Statement is { } s && s.Uscc == statement.Uscc && s.Seq > statement.Seq
        );

    private IReadOnlyList<SetEntryFacts> Set(int phase) =>
        bundle.Bundle.Sets.FirstOrDefault(s => s.Phase == phase)?.Entries ?? [];
}
