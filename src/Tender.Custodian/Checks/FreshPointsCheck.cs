using Tender.Custodian.History;
using Tender.Custodian.Release;

namespace Tender.Custodian.Checks;

/// <summary>
/// No wrapped point occurs twice in the set, nor in anything that this seat answered before with the key set for another set or phase.
/// Points are compared by their x: a point and its inverse would give the same secret.
/// </summary>
internal sealed class FreshPointsCheck(AnswerHistory history) : IReleaseCheck
{
    public Refusal? Check(ReleaseCase facts)
    {
        var all = facts.Bids.SelectMany(b => b.Header!.Parts).Select(p => Name(p.EncX.Span)).ToList();
        if (all.Distinct(StringComparer.Ordinal).Count() != all.Count)
        {
            return new Refusal("fresh-points", "a wrapped point occurs twice in the set");
        }

        var asked = facts.Parts.Select(p => Name(p.EncX.Span)).ToHashSet(StringComparer.Ordinal);
        var before = history
            .OfKeySet(facts.KeySet!.Id.ToArray())
            .Where(a => a.Phase != facts.Item.Phase || !a.SetRoot.AsSpan().SequenceEqual(facts.Set.SetRoot))
            .SelectMany(a => a.Encs)
            .Select(e => Name(e.AsSpan(1)));
        return before.Any(asked.Contains) ? new Refusal("fresh-points", "a wrapped point was answered before") : null;
    }

    private static string Name(ReadOnlySpan<byte> x) => Convert.ToHexString(x);
}
