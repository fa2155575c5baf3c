using System.Text;
using Microsoft.Extensions.Localization;

namespace Tender.Site.Shared.Text;

/// <summary>
/// Amounts in formal characters, as banks and price sheets write them: groups of four digits, one zero character for any run of zeros
/// between digits, the closing character where there are no fen.
/// </summary>
public static class ChineseAmount
{
    /// <summary>Text of an amount below ten thousand billion yuan.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative or too large.</exception>
    public static string Text(long fen, IStringLocalizer<SharedText> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentOutOfRangeException.ThrowIfNegative(fen);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(fen, 1_000_000_000_000_000);
        return new Writer(texts).Write(fen);
    }

    private sealed class Writer(IStringLocalizer<SharedText> texts)
    {
        private readonly string digits = texts["Amount.Digits"];
        private readonly string places = texts["Amount.Places"];
        private readonly string groups = texts["Amount.Groups"];
        private readonly string units = texts["Amount.Units"];
        private readonly StringBuilder text = new();

        public string Write(long fen)
        {
            var (yuan, jiao, rest) = (fen / 100, (int)(fen / 10 % 10), (int)(fen % 10));
            if (yuan > 0 || fen == 0)
            {
                WriteYuan(yuan);
                text.Append(units[0]);
            }

            if (jiao > 0)
            {
                text.Append(digits[jiao]).Append(units[1]);
            }
            else if (rest > 0 && yuan > 0)
            {
                text.Append(digits[0]);
            }

            return rest > 0 ? text.Append(digits[rest]).Append(units[2]).ToString() : text.Append(units[3]).ToString();
        }

        private void WriteYuan(long yuan)
        {
            if (yuan == 0)
            {
                text.Append(digits[0]);
                return;
            }

            var skipped = false;
            for (var group = 3; group >= 0; group--)
            {
                var value = (int)(yuan / Power(group * 4) % 10_000);
                if (value > 0)
                {
                    WriteGroup(value, skipped);
                    WriteUnit(group, yuan);
                }

                skipped = value == 0 && text.Length > 0;
            }
        }

        private void WriteGroup(int value, bool skipped)
        {
            var gap = text.Length > 0 && (skipped || value < 1000);
            var started = false;
            for (var place = 3; place >= 0; place--)
            {
                var digit = (int)(value / Power(place) % 10);
                if (digit == 0)
                {
                    gap |= started;
                    continue;
                }

                text.Append(gap ? digits[..1] : "").Append(digits[digit]).Append(place > 0 ? places[place - 1] : null);
                (gap, started) = (false, true);
            }
        }

        /// <summary>The group above a hundred million millions carries both units only when the next group is empty.</summary>
        private void WriteUnit(int group, long yuan)
        {
            if (group is 1 or 3)
            {
                text.Append(groups[0]);
            }

            if (group == 2 || group == 3 && yuan / Power(8) % 10_000 == 0)
            {
                text.Append(groups[1]);
            }
        }

        private static long Power(int exponent)
        {
            var power = 1L;
            for (var i = 0; i < exponent; i++)
            {
                power *= 10;
            }

            return power;
        }
    }
}
