using Tender.Ledger.Windows;
using Tender.Sealing;

namespace Tender.Ledger.Verification;

/// <summary>Check 14 for one window.</summary>
internal sealed class AuditedWindowChecks(CheckSheet sheet, LeafIndex leaves)
{
    internal AuditLine Run(ulong number, RevealedWindow window, IReadOnlyList<HeldLeaf> held)
    {
        var name = $"window {number}";
        if (window.Seed is null)
        {
            sheet.Miss(14, name, "not revealed, or its day key is lost: its bids stay valid, its audit fails");
            return new AuditLine { Window = number, Outcome = CheckOutcome.Missing };
        }

        var seed = new WindowSeed(window.Seed);
        var holds = seed.PadCommit().AsSpan().SequenceEqual(window.PadCommit);
        if (!holds)
            sheet.Fail(14, name, "the seed is not the one that was anchored");
        if (Rebuild(name, seed, window) is not { } tree)
            return new AuditLine { Window = number, Outcome = CheckOutcome.Failed };
        var line = Classify(name, number, window);
        var isWhole = tree.Root.AsSpan().SequenceEqual(window.Root);
        int? slot = isWhole ? null : FirstUnexplained(tree, window, held);
        if (!isWhole)
            sheet.Fail(14, name, slot is null ? "a slot is not explained" : $"slot {slot} is not explained");
        var failed = !holds || !isWhole || line.Outcome == CheckOutcome.Failed;
        if (!failed && line.Outcome == CheckOutcome.Passed)
            sheet.Pass(
                14,
                name,
                $"{line.Bids} bids, {line.Superseded} replaced, {line.Withdrawals} withdrawals, {line.Dummies} dummies"
            );
        return line with { UnexplainedSlot = slot, Outcome = failed ? CheckOutcome.Failed : line.Outcome };
    }

    private WindowTree? Rebuild(string name, WindowSeed seed, RevealedWindow window)
    {
        try
        {
            return WindowTree.Build(seed, window.Preimages.Select(p => p.Hash()));
        }
        catch (LedgerFormatException wrong)
        {
            sheet.Fail(14, name, wrong.Message);
            return null;
        }
    }

    private AuditLine Classify(string name, ulong number, RevealedWindow window)
    {
        var kinds = window.Preimages.Select(p => leaves.KindOf(p, p.Hash(), number)).ToList();
        var sleeping = kinds.Count(k => k == LeafKind.Sleeping);
        var unknown = kinds.Count(k => k is null);
        if (sleeping > 0)
            sheet.Fail(14, name, $"{sleeping} leaves that no set and no later statement explains");
        if (unknown > 0)
            sheet.Miss(14, name, $"{unknown} leaves whose tender or later statement is not in this audit");
        return new AuditLine
        {
            Window = number,
            Bids = kinds.Count(k => k == LeafKind.Bid),
            Superseded = kinds.Count(k => k == LeafKind.Superseded),
            Withdrawals = kinds.Count(k => k == LeafKind.Withdrawal),
            Dummies = WindowTree.Slots - kinds.Count,
            Sleeping = sleeping,
            Outcome =
                sleeping > 0 ? CheckOutcome.Failed
                : unknown > 0 ? CheckOutcome.Missing
                : CheckOutcome.Passed,
        };
    }

    // Leaves that were published count only when they are the anchored ones.
    private static int? FirstUnexplained(WindowTree tree, RevealedWindow window, IReadOnlyList<HeldLeaf> held)
    {
        if (window.Leaves is not { } bytes)
            return FirstForeign(tree, held);
        var told = bytes.Chunk(32).ToList();
        var root = Rfc9162.Root([.. told.Select(l => Rfc9162.LeafHash(l))]);
        if (!root.AsSpan().SequenceEqual(window.Root))
            return FirstForeign(tree, held);
        return Enumerable.Range(0, WindowTree.Slots).First(i => !told[i].AsSpan().SequenceEqual(tree.Leaves[i]));
    }

    // The first slot of a bidder's receipt whose leaf the published seed and commitments do not give.
    private static int? FirstForeign(WindowTree tree, IReadOnlyList<HeldLeaf> held) =>
        held.Where(h => !h.Commitment.AsSpan().SequenceEqual(tree.Leaves[h.Slot])).Min(h => (int?)h.Slot);
}
