using System.Text.Json;

namespace Tender.Rules.Lint;

/// <summary>All patterns with the families of a rule pack: severity, articles and suggestions come from the pack.</summary>
internal sealed class FamilyPatterns
{
    private readonly RulePack pack;
    private readonly IReadOnlyList<LintPattern> patterns;
    private readonly SentenceCutter cutter;
    private readonly Stance stance;
    private readonly DecryptionWindow window;
    private readonly ExcessiveDemand excess;

    private FamilyPatterns(RulePack pack, LexiconFile words, IReadOnlyList<PatternData> data)
    {
        this.pack = pack;
        var lexicon = new Lexicon(words.Concepts, words.Groups);
        patterns = [.. data.Select(p => new LintPattern(p, lexicon))];
        cutter = new SentenceCutter(lexicon);
        stance = new Stance(lexicon);
        window = new DecryptionWindow(pack.Find("L-17")!, lexicon);
        excess = new ExcessiveDemand(pack.Find("L-10")!, lexicon);
    }

    internal static FamilyPatterns Load(RulePack pack) =>
        new(
            pack,
            JsonSerializer.Deserialize<LexiconFile>(RuleData.Read("Lint.Data.lexicon.json"), RuleData.Json)!,
            JsonSerializer.Deserialize<IReadOnlyList<PatternData>>(
                RuleData.Read("Lint.Data.patterns.json"),
                RuleData.Json
            )!
        );

    internal IEnumerable<Found> Find(string text, LintPlace place, LintTrade trade)
    {
        var applicable = patterns.Where(p => p.AppliesTo(place, trade)).ToList();
        var sentences = cutter.Cut(text).Where(s => s.Tokens.Count > 0).ToList();
        var scale = excess.Scale(sentences);
        foreach (var sentence in sentences)
        {
            var cleared = stance.Cleared(sentence);
            var found = applicable
                .SelectMany(p => p.Find(sentence, cleared, place))
                .Concat(window.Find(sentence, cleared))
                .Concat(excess.Find(sentence, cleared, place, scale));
            foreach (var one in found)
            {
                yield return one;
            }
        }
    }

    internal LintHit Hit(Found found, (int Start, int End) place)
    {
        var family = pack.Find(found.Pattern[..4])!;
        return new LintHit
        {
            Family = family.Id,
            Severity = found.Severity ?? (family.Enforcement == Enforcement.Block ? Severity.Block : Severity.Warn),
            Start = place.Start,
            End = place.End,
            Title = family.Title,
            Citations = family.Citation,
            SuggestionZh = family.Parameters["suggestion"].GetString()!,
            SuggestionEn = family.Parameters["suggestionEn"].GetString()!,
        };
    }

    private sealed record LexiconFile(
        IReadOnlyDictionary<string, IReadOnlyList<string>> Concepts,
        IReadOnlyDictionary<string, string> Groups
    );
}
