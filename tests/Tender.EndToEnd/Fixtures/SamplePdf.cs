using System.Globalization;
using System.Text;
using Tender.Testing;

namespace Tender.EndToEnd;

/// <summary>Real PDF files of any size: one page with a marker text, and an attachment-like stream of incompressible bytes.</summary>
public static class SamplePdf
{
    /// <summary>Writes a PDF 1.4 file of about the wanted length.</summary>
    /// <param name="path">Where.</param>
    /// <param name="marker">ASCII text on the page; a secrecy scan looks for it.</param>
    /// <param name="length">Bytes wanted; the file is at most a kilobyte longer.</param>
    public static async Task WriteAsync(string path, string marker, long length)
    {
        var random = new SeededRandom((ulong)length);
        await using var file = File.Create(path);
        var places = new List<long>();
        await TextAsync(file, "%PDF-1.4\n");
        var page = $"BT /F1 18 Tf 72 720 Td ({marker}) Tj ET";
        await ObjectAsync(file, places, "<< /Type /Catalog /Pages 2 0 R >>");
        await ObjectAsync(file, places, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
        await ObjectAsync(
            file,
            places,
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
        );
        await ObjectAsync(file, places, $"<< /Length {page.Length} >>\nstream\n{page}\nendstream");
        await ObjectAsync(file, places, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
        await BulkAsync(file, places, Math.Max(0, length - file.Length), random);
        await EndAsync(file, places);
    }

    private static async Task BulkAsync(FileStream file, List<long> places, long length, SeededRandom random)
    {
        places.Add(file.Length);
        await TextAsync(file, $"{places.Count} 0 obj\n<< /Length {length} >>\nstream\n");
        var block = new byte[1024 * 1024];
        random.Fill(block);
        for (long written = 0; written < length; written += block.Length)
        {
            // A different block each time, without drawing a hundred megabytes from the seeded stream.
            BitConverter.TryWriteBytes(block, written);
            await file.WriteAsync(block.AsMemory(0, (int)Math.Min(block.Length, length - written)));
        }

        await TextAsync(file, "\nendstream\nendobj\n");
    }

    private static async Task EndAsync(FileStream file, List<long> places)
    {
        var table = file.Length;
        await TextAsync(file, $"xref\n0 {places.Count + 1}\n0000000000 65535 f \n");
        foreach (var place in places)
        {
            await TextAsync(file, place.ToString("D10", CultureInfo.InvariantCulture) + " 00000 n \n");
        }

        await TextAsync(file, $"trailer\n<< /Size {places.Count + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
    }

    private static async Task ObjectAsync(FileStream file, List<long> places, string body)
    {
        places.Add(file.Length);
        await TextAsync(file, $"{places.Count} 0 obj\n{body}\nendobj\n");
    }

    private static async Task TextAsync(FileStream file, string text) =>
        await file.WriteAsync(Encoding.ASCII.GetBytes(text));
}
