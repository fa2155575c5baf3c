using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Tender.Ledger.Receipts;

/// <summary>
/// The JSON Canonicalization Scheme (RFC 8785): members sorted by UTF-16 code units, no white space, numbers as ECMAScript writes them,
/// the shortest escapes. One value has one text, so texts can be hashed and compared.
/// </summary>
public static class CanonicalJson
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The canonical UTF-8 text of a value.</summary>
    /// <exception cref="LedgerFormatException">Kind Json: a number that a double cannot hold, or half a surrogate pair.</exception>
    public static byte[] Write(JsonElement value)
    {
        var text = new StringBuilder();
        Append(value, text);
        try
        {
            return Utf8.GetBytes(text.ToString());
        }
        catch (EncoderFallbackException broken)
        {
            throw Refuse(broken.Index, "half a surrogate pair");
        }
    }

    /// <summary>The canonical text of any JSON text.</summary>
    /// <exception cref="LedgerFormatException">Kind Json: no JSON, a doubled member, nested too deep, or as <see cref="Write"/>.</exception>
    public static byte[] Canonicalise(ReadOnlySpan<byte> json)
    {
        var bytes = json.ToArray();
        try
        {
            using var document = JsonDocument.Parse(bytes, Strict);
            return Write(document.RootElement);
        }
        catch (JsonException wrong)
        {
            throw Refuse(wrong.BytePositionInLine ?? 0, "no JSON");
        }
        catch (InvalidOperationException)
        {
            throw Refuse(0, "a string that is not UTF-8");
        }
    }

    /// <summary>Whether the text is already the canonical one.</summary>
    /// <exception cref="LedgerFormatException">As <see cref="Canonicalise"/>.</exception>
    public static bool IsCanonical(ReadOnlySpan<byte> json) => Canonicalise(json).AsSpan().SequenceEqual(json);

    private static void Append(JsonElement value, StringBuilder text)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                AppendObject(value, text);
                break;
            case JsonValueKind.Array:
                AppendArray(value, text);
                break;
            case JsonValueKind.String:
                AppendString(value.GetString()!, text);
                break;
            case JsonValueKind.Number:
                text.Append(Number(value));
                break;
            default:
                text.Append(value.GetRawText());
                break;
        }
    }

    private static void AppendObject(JsonElement value, StringBuilder text)
    {
        var mark = '{';
        foreach (var member in value.EnumerateObject().OrderBy(m => m.Name, StringComparer.Ordinal))
        {
            text.Append(mark);
            AppendString(member.Name, text);
            text.Append(':');
            Append(member.Value, text);
            mark = ',';
        }

        text.Append(mark == '{' ? "{}" : "}");
    }

    private static void AppendArray(JsonElement value, StringBuilder text)
    {
        var mark = '[';
        foreach (var item in value.EnumerateArray())
        {
            text.Append(mark);
            Append(item, text);
            mark = ',';
        }

        text.Append(mark == '[' ? "[]" : "]");
    }

    private static void AppendString(string value, StringBuilder text)
    {
        text.Append('"');
        foreach (var c in value)
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\t' => text.Append("\\t"),
                '\n' => text.Append("\\n"),
                '\f' => text.Append("\\f"),
                '\r' => text.Append("\\r"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => text.Append(c),
            };
        text.Append('"');
    }

    // A whole number must survive the way through a double: beyond 2^53 two texts would mean one value.
    private static string Number(JsonElement value)
    {
        var raw = value.GetRawText();
        if (!value.TryGetDouble(out var number) || !double.IsFinite(number))
            throw Refuse(0, "a number that a double cannot hold");
        var written = EcmaNumber.Write(number);
        var isWhole = !raw.AsSpan().ContainsAny('.', 'e', 'E');
        return isWhole && written != raw && raw != "-0" ? throw Refuse(0, "a whole number beyond 2^53") : written;
    }

    private static LedgerFormatException Refuse(long offset, string detail) =>
        new(LedgerFormatError.Json, offset, detail);
}
