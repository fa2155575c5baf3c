using System.Globalization;

namespace Tender.Ledger.Receipts;

/// <summary>Numbers as ECMAScript writes them (ECMA-262, Number::toString; RFC 8785, 3.2.2.3): shortest digits that read back equal.</summary>
internal static class EcmaNumber
{
    internal static string Write(double value)
    {
        if (value == 0)
            return "0";
        if (value < 0)
            return "-" + Write(-value);
        var (digits, point) = Split(value);
        var count = digits.Length;
        return point switch
        {
            > 21 or <= -6 => Exponent(digits, point - 1),
            <= 0 => "0." + new string('0', -point) + digits,
            _ when point >= count => digits + new string('0', point - count),
            _ => digits[..point] + "." + digits[point..],
        };
    }

    // The value is 0.DIGITS x 10^point. .NET's "R" gives the shortest digits, with or without exponent.
    private static (string Digits, int Point) Split(double value)
    {
        var parts = value.ToString("R", CultureInfo.InvariantCulture).Split('E');
        var exponent = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0;
        var dot = parts[0].IndexOf('.', StringComparison.Ordinal);
        var digits = parts[0].Replace(".", "", StringComparison.Ordinal);
        var leading = digits.Length - digits.TrimStart('0').Length;
        return (digits.Trim('0'), (dot < 0 ? parts[0].Length : dot) - leading + exponent);
    }

    private static string Exponent(string digits, int exponent)
    {
        var fraction = digits.Length > 1 ? "." + digits[1..] : "";
        var sign = exponent < 0 ? "" : "+";
        return string.Create(CultureInfo.InvariantCulture, $"{digits[0]}{fraction}e{sign}{exponent}");
    }
}
