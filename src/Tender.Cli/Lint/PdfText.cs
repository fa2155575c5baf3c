using System.Text;
using Tender.Rules.Texts;
using UglyToad.PdfPig;
using UglyToad.PdfPig.DocumentLayoutAnalysis.TextExtractor;

namespace Tender.Cli.Lint;

/// <summary>The words of a PDF file, page by page in the order of reading. Pictures of text hold no words.</summary>
internal static class PdfText
{
    private const int MostPages = 5000;

    /// <exception cref="DocumentTextException">Damaged, encrypted or beyond the limits.</exception>
    public static DocumentText Read(byte[] file, CancellationToken cancel)
    {
        var text = new StringBuilder();
        var starts = new List<int>();
        try
        {
            using var pdf = PdfDocument.Open(file, new ParsingOptions { SkipMissingFonts = true });
            if (pdf.NumberOfPages > MostPages)
            {
                throw new DocumentTextException("The document is larger than the limits.");
            }

            foreach (var page in pdf.GetPages())
            {
                cancel.ThrowIfCancellationRequested();
                starts.Add(text.Length);
                text.Append(ContentOrderTextExtractor.GetText(page)).Append('\n');
            }
        }
        // The parser throws whatever a damaged file led it to; for a reader that is one answer.
        catch (Exception failure)
            when (failure is not (OperationCanceledException or DocumentTextException or OutOfMemoryException))
        {
            throw new DocumentTextException("No PDF file, or a damaged or encrypted one.", failure);
        }

        return new DocumentText(text.ToString(), PlaceKind.Page, starts);
    }
}
