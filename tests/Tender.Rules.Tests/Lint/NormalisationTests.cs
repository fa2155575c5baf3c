using System.Text;
using System.Text.Json;
using CsCheck;
using Tender.Rules.Lint;
using Tender.Testing;
using Xunit;

namespace Tender.Rules.Tests.Lint;

/// <summary>How a clause is set does not change what is found in it.</summary>
public sealed class NormalisationTests
{
    private static readonly IReadOnlyList<(string Text, LintPlace Place, LintTrade Trade)> Clauses =
    [
        .. File.ReadLines(OwnVectors.Path("lint/dev.jsonl"))
            .Select(l => JsonDocument.Parse(l).RootElement)
            .Select(c =>
                (
                    c.GetProperty("text").GetString()!,
                    Enum.Parse<LintPlace>(c.GetProperty("where").GetString()!, ignoreCase: true),
                    Enum.Parse<LintTrade>(c.GetProperty("trade").GetString()!, ignoreCase: true)
                )
            )
            .Where(c => !c.Item1.Contains('\n', StringComparison.Ordinal)),
    ];

    private static readonly Gen<((string Text, LintPlace Place, LintTrade Trade) Clause, int[] Places)> Cases =
        Gen.Select(Gen.Int[0, Clauses.Count - 1].Select(i => Clauses[i]), Gen.Int[0, 400].Array[0, 12]);

    [Fact]
    public void SpacesInsideWords_ChangeNothing() => Same((text, at) => Insert(text, at, " "));

    // Not in a table: a line break between two lines with cell borders is read as the end of a row.
    [Fact]
    public void LineBreaksInsideWords_ChangeNothing() =>
        Same((text, at) => text.Contains('|', StringComparison.Ordinal) ? text : Insert(text, at, "\r\n"));

    [Fact]
    public void CellBordersInsideWords_ChangeNothing() => Same((text, at) => Insert(text, at, "|"));

    [Fact]
    public void FullWidth_ChangesNothing() =>
        Same((text, _) => new string([.. text.Select(c => c is > ' ' and <= '~' ? (char)(c + 0xFEE0) : c)]));

    private static void Same(Func<string, int[], string> change) =>
        Cases.Sample(
            c =>
            {
                var (text, place, trade) = c.Clause;
                Assert.Equal(Families(text, place, trade), Families(change(text, c.Places), place, trade));
            },
            iter: 400
        );

    private static string[] Families(string text, LintPlace place, LintTrade trade) =>
        [.. BarrierLint.Check(text, place, trade).Select(h => h.Family).Distinct().Order(StringComparer.Ordinal)];

    // Only between Chinese characters: a break before a number or behind a full stop may start an item.
    private static string Insert(string text, int[] places, string mark)
    {
        var built = new StringBuilder(text);
        foreach (var place in places.Select(p => p % text.Length).Distinct().OrderDescending())
        {
            if (place > 0 && IsHan(text[place - 1]) && IsHan(text[place]))
            {
                built.Insert(place, mark);
            }
        }

        return built.ToString();
    }

    private static bool IsHan(char c) =>
        c is >= '一' and <= '龥' && !"一二三四五六七八九十第".Contains(c, StringComparison.Ordinal);
}
