using System.Text;

namespace Tender.Rules.Lint;

/// <summary>
/// A text as the lint reads it: half-width, lower case, simplified, without the spaces, line breaks and cell borders that split words;
/// each character knows where it stood. Line breaks that end a sentence stay.
/// </summary>
internal sealed class NormalText
{
    private const string SentenceEnds = "。;!?:\n";

    // Pairs "traditional, simplified", after the transliteration of the Unicode CLDR.
    private static readonly Dictionary<char, char> Simplified = Pairs(
        Encoding.UTF8.GetString(RuleData.Read("Lint.Data.simplified.txt")).Replace("\n", "", StringComparison.Ordinal)
    );

    private readonly List<int> origins;

    private NormalText(string text, List<int> origins)
    {
        Text = text;
        this.origins = origins;
    }

    /// <summary>The text to match on. Sentences end with <c>。 ; ! ?</c> or a line break.</summary>
    public string Text { get; }

    /// <summary>Place of a range in the original, end exclusive, UTF-16 units.</summary>
    public (int Start, int End) Origin(int start, int end) => (origins[start], origins[end - 1] + 1);

    public static NormalText Of(string original)
    {
        var text = new StringBuilder(original.Length);
        var origins = new List<int>(original.Length);
        var row = false;
        for (var i = 0; i < original.Length; i++)
        {
            var c = original[i];
            row |= IsBorder(c);
            if (c == '\n')
            {
                var ends = EndsSentence(text, original, i, row);
                row = false;
                if (!ends || text.Length == 0 || text[^1] == '\n')
                {
                    continue;
                }
            }

            if (Normal(c) is { } kept)
            {
                text.Append(kept);
                origins.Add(i);
            }
        }

        return new NormalText(text.ToString(), origins);
    }

    private static bool IsBorder(char c) => c is '|' or '\t' or '\uFF5C' or '\u00A6' or (>= '\u2500' and <= '\u257F');

    private static char? Normal(char c) =>
        c switch
        {
            '\n' => '\n',
            '\u00AD' or '\uFEFF' or (>= '\u200B' and <= '\u200F') or (>= '\u2060' and <= '\u2064') => null,
            _ when IsBorder(c) || char.IsWhiteSpace(c) => null,
            >= '\uFF01' and <= '\uFF5E' => char.ToLowerInvariant((char)(c - 0xFEE0)),
            '\uFF61' => '。',
            '\u2018' or '\u2019' or '\u300E' or '\u300F' or '\u300C' or '\u300D' or '\u201C' or '\u201D' => '"',
            _ => Simplified.GetValueOrDefault(c, char.ToLowerInvariant(c)),
        };

    // A break inside a word or cell joins; one behind the end of a sentence or between two table rows, before a numbered item or at an
    // empty line separates.
    private static bool EndsSentence(StringBuilder before, string original, int at, bool row)
    {
        if (before.Length == 0 || SentenceEnds.Contains(before[^1], StringComparison.Ordinal))
        {
            return true;
        }

        var next = at + 1;
        while (next < original.Length && original[next] is ' ' or '\t' or '\u3000' or '\r')
        {
            next++;
        }

        return next >= original.Length
            || original[next] == '\n'
            || (row && IsRow(original, next))
            || StartsItem(original.AsSpan(next));
    }

    private static bool IsRow(string original, int from)
    {
        for (var i = from; i < original.Length && original[i] != '\n'; i++)
        {
            if (IsBorder(original[i]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool StartsItem(ReadOnlySpan<char> line)
    {
        const string Numbers = "0123456789０１２３４５６７８９一二三四五六七八九十";
        if (line[0] is '-' or '•' or '●' or '◆' or '■' or '※' or '★' or '▲' or (>= '①' and <= '⑳'))
        {
            return true;
        }

        var bracket = line[0] is '(' or '（' ? 1 : 0;
        var chapter = line[0] is '第' ? 1 : 0;
        var end = bracket + chapter;
        while (end < line.Length && end < 6 && Numbers.Contains(line[end], StringComparison.Ordinal))
        {
            end++;
        }

        var marks = chapter == 1 ? "章节条款项" : ".．、)）";
        return end > bracket + chapter && end < line.Length && marks.Contains(line[end], StringComparison.Ordinal);
    }

    private static Dictionary<char, char> Pairs(string pairs)
    {
        var map = new Dictionary<char, char>();
        for (var i = 0; i + 1 < pairs.Length; i += 2)
        {
            map[pairs[i]] = pairs[i + 1];
        }

        return map;
    }
}
