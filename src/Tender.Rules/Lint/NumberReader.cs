namespace Tender.Rules.Lint;

/// <summary>Numbers with a unit, in Arabic and Chinese digits, in a normalised text.</summary>
internal static class NumberReader
{
    // Longer units first: 分钟 is no 分.
    private static readonly (string Unit, string Concept, decimal Factor)[] Units =
    [
        ("个小时", "minutes", 60),
        ("小时", "minutes", 60),
        ("分钟", "minutes", 1),
        ("刻钟", "minutes", 15),
        ("min", "minutes", 1),
        ("秒", "minutes", 1m / 60),
        ("公里", "distance", 1),
        ("千米", "distance", 1),
        ("km", "distance", 1),
        ("平方米", "area", 1),
        ("元", "money", 1),
        ("名", "people", 1),
        ("人", "people", 1),
        ("周年", "years", 1),
        ("年", "years", 1),
        ("%", "percent", 1),
        ("分", "points", 1),
    ];

    // 分 that is no point of a scoring table.
    private static readonly string[] NotPoints = ["分之", "分公司", "分包", "分部", "分项", "分支", "分别", "分店"];

    internal static IEnumerable<string> Concepts => Units.Select(u => u.Concept).Distinct();

    internal static IEnumerable<(int Start, int End, string Concept, decimal Value)> Read(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!Numeral.IsPart(text[i]) || Follows(text, i, "百分之"))
            {
                continue;
            }

            var end = EndOfNumeral(text, i);
            var value = Numeral.Value(text[i..end]);
            var unitAt = BehindBrackets(text, end);
            if (i >= 3 && Follows(text, i - 3, "百分之"))
            {
                yield return (i - 3, end, "percent", value);
            }
            else if (Unit(text, unitAt) is { } unit)
            {
                yield return (i, unitAt + unit.Unit.Length, unit.Concept, value * unit.Factor);
            }

            i = end - 1;
        }
    }

    private static int EndOfNumeral(string text, int start)
    {
        var end = start;
        while (end < text.Length && (Numeral.IsPart(text[end]) || IsInsideNumber(text, end)))
        {
            end++;
        }

        return end;
    }

    private static bool IsInsideNumber(string text, int at) =>
        text[at] is '.' or ',' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]);

    // "3000万(含)元".
    private static int BehindBrackets(string text, int at)
    {
        var close = at < text.Length && text[at] == '(' ? text.IndexOf(')', at) : -1;
        return close > 0 && close - at < 6 ? close + 1 : at;
    }

    private static bool Follows(string text, int at, string word) =>
        string.CompareOrdinal(text, at, word, 0, word.Length) == 0;

    private static (string Unit, string Concept, decimal Factor)? Unit(string text, int at)
    {
        foreach (var unit in Units)
        {
            if (Follows(text, at, unit.Unit))
            {
                return unit.Unit == "分" && NotPoints.Any(n => Follows(text, at, n)) ? null : unit;
            }
        }

        return null;
    }
}
