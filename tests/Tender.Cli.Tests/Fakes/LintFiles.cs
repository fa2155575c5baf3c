using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Tender.Cli.Tests;

/// <summary>The smallest DOCX and PDF files with Chinese words.</summary>
internal static class LintFiles
{
    public static byte[] Docx(params string[] paragraphs)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create))
        using (var entry = archive.CreateEntry("word/document.xml").Open())
        {
            var body = string.Concat(paragraphs.Select(p => $"<w:p><w:r><w:t>{p}</w:t></w:r></w:p>"));
            entry.Write(
                Encoding.UTF8.GetBytes(
                    $"<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
                )
            );
        }

        return file.ToArray();
    }

    /// <summary>One page a text, in a font that is not embedded and maps its codes to Unicode.</summary>
    public static byte[] Pdf(params string[] pages)
    {
        var kids = string.Join(' ', pages.Select((_, i) => $"{6 + 2 * i} 0 R"));
        var objects = new List<string>
        {
            "<</Type/Catalog/Pages 2 0 R>>",
            $"<</Type/Pages/Count {pages.Length}/Kids[{kids}]>>",
            "<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>",
            $"<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000/FontDescriptor {6 + 2 * pages.Length} 0 R>>",
            Stream(ToUnicode(pages)),
        };
        for (var i = 0; i < pages.Length; i++)
        {
            objects.Add(
                $"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents {7 + 2 * i} 0 R>>"
            );
            objects.Add(Stream($"BT /F 12 Tf 50 700 Td <{Hex(pages[i])}> Tj ET"));
        }

        objects.Add(
            "<</Type/FontDescriptor/FontName/SimSun/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 800/Descent -200/CapHeight 700/StemV 80>>"
        );
        return Encoding.ASCII.GetBytes(Whole(objects));
    }

    private static string Whole(List<string> objects)
    {
        var pdf = new StringBuilder("%PDF-1.7\n");
        var places = new List<int>();
        foreach (var (content, i) in objects.Select((o, i) => (o, i)))
        {
            places.Add(pdf.Length);
            pdf.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{content}\nendobj\n");
        }

        var table = pdf.Length;
        pdf.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n");
        places.ForEach(p => pdf.Append(CultureInfo.InvariantCulture, $"{p:0000000000} 00000 n \n"));
        return pdf.Append(
                CultureInfo.InvariantCulture,
                $"trailer<</Size {objects.Count + 1}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n"
            )
            .ToString();
    }

    private static string ToUnicode(string[] pages)
    {
        var codes = pages.SelectMany(p => p).Distinct().Select(c => $"<{(int)c:X4}> <{(int)c:X4}>").ToList();
        return "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def\n"
            + "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
            + $"{codes.Count} beginbfchar\n{string.Join('\n', codes)}\nendbfchar\nendcmap end end";
    }

    private static string Stream(string content) => $"<</Length {content.Length}>>\nstream\n{content}\nendstream";

    private static string Hex(string text) => Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text));
}
