using System.Globalization;

namespace Tender.Site.Shared.Text;

/// <summary>Money in fen inside, in yuan with two decimals outside.</summary>
public static class Money
{
    /// <summary>With thousands separators, for reading.</summary>
    public static string Text(long fen) => (fen / 100m).ToString("#,##0.00", CultureInfo.InvariantCulture);

    /// <summary>Without separators, for a field.</summary>
    public static string? Typed(long? fen) =>
        fen is { } f ? (f / 100m).ToString("0.00", CultureInfo.InvariantCulture) : null;

    /// <summary>Reads yuan with at most two decimals; separators are allowed.</summary>
    public static bool TryParse(string typed, out long fen)
    {
        fen = 0;
        if (
            !decimal.TryParse(
                typed.Trim(),
                NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands,
                CultureInfo.InvariantCulture,
                out var yuan
            )
            || yuan > 10_000_000_000_000m
            || decimal.Round(yuan, 2) != yuan
        )
        {
            return false;
        }

        fen = (long)(yuan * 100);
        return true;
    }
}
