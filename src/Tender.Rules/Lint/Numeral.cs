using System.Globalization;

namespace Tender.Rules.Lint;

/// <summary>A number in Arabic and Chinese digits: <c>3000万</c>, <c>一亿二千万</c>, <c>叁仟</c>, <c>2.6亿</c>.</summary>
internal static class Numeral
{
    private const string Digits = "零一二三四五六七八九";
    private const string Formal = "〇壹贰叁肆伍陆柒捌玖";
    private const decimal Most = 1_000_000_000_000;

    internal static bool IsPart(char c) =>
        char.IsAsciiDigit(c) || "半两十拾百佰千仟万亿".Contains(c, StringComparison.Ordinal) || Digit(c) >= 0;

    /// <summary>The number, or 0 when the digits make no sense.</summary>
    internal static decimal Value(string numeral)
    {
        var (total, section, digit) = (0m, 0m, 0m);
        for (var i = 0; i < numeral.Length; i++)
        {
            if (char.IsAsciiDigit(numeral[i]))
            {
                (digit, i) = Arabic(numeral, i);
            }
            else if (Power(numeral[i]) is var power && power >= 10_000)
            {
                total = power > 10_000 ? Times(total + section + digit, power) : total + Times(section + digit, power);
                (section, digit) = (0, 0);
            }
            else if (power > 1)
            {
                (section, digit) = (Math.Min(section + (digit == 0 ? 1 : digit) * power, Most), 0);
            }
            else
            {
                digit = Chinese(numeral[i], digit);
            }
        }

        return total + section + digit;
    }

    private static decimal Times(decimal number, decimal power) => Math.Min(number, Most) * power;

    private static (decimal Number, int Last) Arabic(string numeral, int start)
    {
        var end = start;
        while (end < numeral.Length && (char.IsAsciiDigit(numeral[end]) || numeral[end] is '.' or ','))
        {
            end++;
        }

        var written = numeral[start..end].Replace(",", "", StringComparison.Ordinal);
        var right = decimal.TryParse(
            written,
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var number
        );
        return (right ? Math.Min(number, Most) : 0, end - 1);
    }

    // 一二〇 is read digit by digit, as in years.
    private static decimal Chinese(char c, decimal before) =>
        c switch
        {
            '半' => 0.5m,
            '两' => 2,
            _ when before is > 0 and < 1_000_000 && before % 1 == 0 => before * 10 + Digit(c),
            _ => Digit(c),
        };

    private static decimal Power(char c) =>
        c switch
        {
            '十' or '拾' => 10,
            '百' or '佰' => 100,
            '千' or '仟' => 1000,
            '万' => 10_000,
            '亿' => 100_000_000,
            _ => 1,
        };

    private static int Digit(char c) =>
        Math.Max(Digits.IndexOf(c, StringComparison.Ordinal), Formal.IndexOf(c, StringComparison.Ordinal));
}
