using System.IO.Compression;
using System.Xml;

namespace Tender.Rules.Texts;

/// <summary>
/// The words of a DOCX file (ECMA-376, part <c>word/document.xml</c>): paragraphs, table rows with their cells. Deleted text of tracked
/// changes is left out, inserted text is read. Bounded: a small file cannot unpack into a large one, and XML declares no entities.
/// </summary>
public static class DocxText
{
    /// <summary>The longest unpacked part, bytes.</summary>
    public const int MostBytes = 64 * 1024 * 1024;

    private const int MostEntries = 10_000;
    private const int MostDepth = 512;
    private const string Part = "word/document.xml";

    /// <summary>Reads the words of a file.</summary>
    /// <param name="file">The whole file; it must be able to seek. It stays open.</param>
    /// <exception cref="DocumentTextException">No DOCX file, damaged, or beyond the limits.</exception>
    public static DocumentText Read(Stream file)
    {
        ArgumentNullException.ThrowIfNull(file);
        try
        {
            using var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            var part = archive.Entries.Count <= MostEntries ? archive.GetEntry(Part) : throw TooLarge();
            using var content = part?.Open() ?? throw new DocumentTextException("No DOCX file: it has no document.");
            using var bounded = new BoundedStream(content, MostBytes, TooLarge);
            using var xml = XmlReader.Create(
                bounded,
                new XmlReaderSettings
                {
                    DtdProcessing = DtdProcessing.Prohibit,
                    XmlResolver = null,
                    MaxCharactersInDocument = MostBytes,
                    IgnoreComments = true,
                    IgnoreProcessingInstructions = true,
                }
            );
            return Words(xml);
        }
        catch (Exception failure) when (failure is InvalidDataException or XmlException or IOException)
        {
            throw new DocumentTextException("No DOCX file, or a damaged one.", failure);
        }
    }

    private static DocumentText Words(XmlReader xml)
    {
        var words = new DocxWords();
        while (xml.Read())
        {
            words.Take(xml.Depth <= MostDepth ? xml : throw TooLarge());
        }

        return words.ToText();
    }

    private static DocumentTextException TooLarge() => new("The document is larger than the limits.");
}
