namespace Tender.Rules.Lint;

/// <summary>
/// Looks for hidden barriers (domain rules L-01 to L-20) in a text. It never changes the text. Words, slots and their combinations are
/// data (<c>Lint/Data</c>); how a sentence is cut, what takes a demand back and how numbers are read is code.
/// </summary>
public static class BarrierLint
{
    private static readonly Lazy<FamilyPatterns> Patterns = new(() => FamilyPatterns.Load(RulePack.Default));

    /// <summary>Hits in the order of the text. Of two hits of one family that overlap the graver stays, then the longer.</summary>
    /// <param name="text">A clause, a scoring table or a whole document. Table cells are separated by <c>|</c> or a tab.</param>
    /// <param name="where">Where it stands.</param>
    /// <param name="trade">What is tendered.</param>
    /// <returns>Places are UTF-16 units of <paramref name="text"/> as it was given, before any normalisation.</returns>
    public static IReadOnlyList<LintHit> Check(string text, LintPlace where, LintTrade trade)
    {
        ArgumentNullException.ThrowIfNull(text);
        var families = Patterns.Value;
        var normal = NormalText.Of(text);
        var found = families.Find(normal.Text, where, trade);
        return Reduce(found.Select(f => families.Hit(f, normal.Origin(f.Start, f.End))));
    }

    private static List<LintHit> Reduce(IEnumerable<LintHit> hits)
    {
        var kept = new List<LintHit>();
        foreach (var family in hits.GroupBy(h => h.Family))
        {
            var free = 0;
            var graver = new List<LintHit>();
            foreach (var hit in family.OrderBy(h => h.Start).ThenBy(h => h.Severity).ThenByDescending(h => h.End))
            {
                if (graver.Count == 0 || hit.Start >= free)
                {
                    graver.Add(hit);
                }
                else if (Outweighs(hit, graver[^1]))
                {
                    graver[^1] = hit;
                }

                free = graver[^1].End;
            }

            kept.AddRange(graver);
        }

        return [.. kept.OrderBy(h => h.Start).ThenBy(h => h.Family, StringComparer.Ordinal)];
    }

    private static bool Outweighs(LintHit hit, LintHit other) =>
        hit.Severity != other.Severity ? hit.Severity < other.Severity : hit.End - hit.Start > other.End - other.Start;
}
