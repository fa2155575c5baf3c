using System.Globalization;
using System.Text;
using Tender.Site.Shared.Faults;

namespace Tender.Site.Documents;

/// <summary>
/// Whether a PDF is whole (ISO 32000, 7.5): it ends with <c>startxref</c>, a place inside the file at which a cross-reference table or
/// stream begins, and <c>%%EOF</c>. A cut or spliced file is not.
/// </summary>
internal static class PdfInspection
{
    private const int Tail = 2048;

    /// <summary>Inspects.</summary>
    /// <exception cref="Refused">ET-1118.</exception>
    public static void Inspect(Stream content, string name)
    {
        ArgumentNullException.ThrowIfNull(content);
        var tail = Read(content, Math.Max(0, content.Length - Tail), Tail);
        var end = tail.LastIndexOf("%%EOF", StringComparison.Ordinal);
        var start = end < 0 ? -1 : tail.LastIndexOf("startxref", end, StringComparison.Ordinal);
        if (
            start < 0
            || tail.Length - end > 1024
            || !long.TryParse(
                tail[(start + "startxref".Length)..end].Trim(),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var place
            )
            || place >= content.Length
            || !BeginsTable(Read(content, place, 32))
        )
        {
            throw new Refused("ET-1118", name);
        }
    }

    private static bool BeginsTable(string text)
    {
        var words = text.Split((char[]?)null, 4, StringSplitOptions.RemoveEmptyEntries);
        return words is ["xref", ..]
            || words is [var number, var generation, var obj, ..]
                && number.All(char.IsAsciiDigit)
                && generation.All(char.IsAsciiDigit)
                && obj.StartsWith("obj", StringComparison.Ordinal);
    }

    private static string Read(Stream content, long from, int most)
    {
        var buffer = new byte[Math.Min(most, content.Length - from)];
        content.Position = from;
        content.ReadExactly(buffer);
        return Encoding.Latin1.GetString(buffer);
    }
}
