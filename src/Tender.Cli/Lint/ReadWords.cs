using System.Text;
using Tender.Rules.Texts;

namespace Tender.Cli.Lint;

/// <summary>The words of a file: PDF and DOCX by their first bytes, anything else as UTF-8 text.</summary>
internal static class ReadWords
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <exception cref="CliFailure">The file holds no words that can be read.</exception>
    public static DocumentText Of(byte[] file, string path, CancellationToken cancel)
    {
        try
        {
            var words =
                file.AsSpan().StartsWith("%PDF-"u8) ? PdfText.Read(file, cancel)
                : file.AsSpan().StartsWith("PK\u0003\u0004"u8) ? DocxText.Read(new MemoryStream(file, writable: false))
                : Lines(file);
            return words.Text.Any(char.IsLetterOrDigit) ? words : throw new DocumentTextException("no words");
        }
        catch (Exception failure) when (failure is DocumentTextException or DecoderFallbackException)
        {
            throw new CliFailure(
                ExitCode.Unreadable,
                "document",
                new Words(
                    $"读不出文字（损坏、加密、扫描图像，或不是 PDF、DOCX、UTF-8 文本）：{path}",
                    $"No words can be read (damaged, encrypted, a scan, or no PDF, DOCX or UTF-8 text): {path}"
                ),
                failure
            );
        }
    }

    private static DocumentText Lines(byte[] file)
    {
        var text = Strict.GetString(file);
        var starts = new List<int> { 0 };
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n')
            {
                starts.Add(i + 1);
            }
        }

        return new DocumentText(text, PlaceKind.Line, starts);
    }
}
