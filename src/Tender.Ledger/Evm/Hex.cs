using System.Buffers;
using System.Globalization;
using System.Numerics;

namespace Tender.Ledger.Evm;

/// <summary>Two spellings of hex: ours (lower case, no prefix; Ledger 6) and that of JSON-RPC (prefix 0x, any case).</summary>
public static class Hex
{
    private static readonly SearchValues<char> LowerDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>Lower case, no prefix.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);

    /// <summary>Lower case with prefix, as JSON-RPC takes data.</summary>
    public static string EncodeData(ReadOnlySpan<byte> bytes) => "0x" + Convert.ToHexStringLower(bytes);

    /// <summary>A JSON-RPC quantity: prefix, no leading zeros, zero is <c>0x0</c>.</summary>
    public static string EncodeQuantity(ulong value) => string.Create(CultureInfo.InvariantCulture, $"0x{value:x}");

    /// <summary>Reads our spelling; capital letters and a prefix are refused.</summary>
    /// <exception cref="LedgerFormatException">Kind Hex, with the offset of the first wrong character.</exception>
    public static byte[] Decode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var wrong = text.AsSpan().IndexOfAnyExcept(LowerDigits);
        return wrong < 0 ? Digits(text, 0) : throw Refuse(wrong, "not a lower-case hex digit");
    }

    /// <summary>Reads our spelling of exactly <paramref name="length"/> bytes.</summary>
    /// <exception cref="LedgerFormatException">Kind Hex.</exception>
    public static byte[] Decode(string text, int length)
    {
        var bytes = Decode(text);
        return bytes.Length == length
            ? bytes
            : throw Refuse(Math.Min(bytes.Length, length) * 2, $"{bytes.Length} bytes, {length} wanted");
    }

    /// <summary>Reads data of JSON-RPC: prefix 0x, an even number of digits in any case.</summary>
    /// <exception cref="LedgerFormatException">Kind Hex.</exception>
    public static byte[] DecodeData(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.StartsWith("0x", StringComparison.Ordinal) ? Digits(text, 2) : throw Refuse(0, "prefix 0x wanted");
    }

    /// <summary>Reads a quantity of JSON-RPC. Leading zeros are accepted, since nodes differ; nothing is decided on their spelling.</summary>
    /// <exception cref="LedgerFormatException">Kind Hex.</exception>
    public static BigInteger DecodeQuantity(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var digits = text.StartsWith("0x", StringComparison.Ordinal) ? text[2..] : "";
        return
            digits.Length is > 0 and <= 64
            && BigInteger.TryParse(
                "0" + digits,
                NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture,
                out var n
            )
            ? n
            : throw Refuse(0, "a quantity of 1 to 64 digits with prefix 0x wanted");
    }

    /// <summary>Reads a quantity that must fit 64 bits, for example a block number or a time in seconds.</summary>
    /// <exception cref="LedgerFormatException">Kind Hex.</exception>
    public static ulong DecodeUInt64(string text)
    {
        var value = DecodeQuantity(text);
        return value <= ulong.MaxValue ? (ulong)value : throw Refuse(0, "quantity above 64 bits");
    }

    private static byte[] Digits(string text, int from)
    {
        if (text.Length % 2 != 0)
            throw Refuse(text.Length, "odd number of digits");
        try
        {
            return Convert.FromHexString(text.AsSpan(from));
        }
        catch (FormatException)
        {
            throw Refuse(from, "not hex digits");
        }
    }

    private static LedgerFormatException Refuse(long offset, string detail) =>
        new(LedgerFormatError.Hex, offset, detail);
}
