using System.IO.Compression;
using Tender.Site.Shared.Faults;

namespace Tender.Site.Documents;

/// <summary>
/// Looks into ZIP files and office documents by unpacking them without keeping anything: bombs, nested archives, programs, macros. What a
/// header says about sizes is not believed; bytes are counted as they come.
/// </summary>
public sealed class ArchiveInspection(string name)
{
    /// <summary>Files in an archive, nested ones included.</summary>
    private const int MostEntries = 5_000;

    /// <summary>Unpacked bytes in all.</summary>
    private const long MostBytes = 1024L * 1024 * 1024;

    /// <summary>Unpacked bytes per packed byte, beyond the first ten million.</summary>
    private const long MostRatio = 100;
    private const long RatioFrom = 10_000_000;

    /// <summary>Archives in archives: one level, which also holds office documents in a ZIP.</summary>
    private const int DeepestLevel = 2;
    private const int LargestInner = 64 * 1024 * 1024;

    private static readonly string[] Programs =
    [
        ".exe",
        ".dll",
        ".com",
        ".scr",
        ".msi",
        ".bat",
        ".cmd",
        ".ps1",
        ".vbs",
        ".js",
        ".jse",
        ".wsf",
        ".hta",
        ".lnk",
        ".jar",
        ".sh",
    ];

    private static readonly string[] Office = [".docm", ".dotm", ".xlsm", ".xltm", ".xlam", ".pptm"];

    private long unpacked;
    private int entries;

    /// <summary>Inspects.</summary>
    /// <param name="content">The file, from its beginning; it can be sought.</param>
    /// <param name="kind">zip, docx or xlsx.</param>
    /// <exception cref="Refused">ET-1107 not that kind, or broken; ET-1112 bomb; ET-1113 too deep or encrypted; ET-1114 program; ET-1115 macro.</exception>
    public void Inspect(Stream content, string kind)
    {
        try
        {
            var names = Unpack(content, content.Length, 1);
            var needed = kind switch
            {
                "docx" => "word/document.xml",
                "xlsx" => "xl/workbook.xml",
                _ => null,
            };
            if (needed is not null && (!names.Contains(needed) || !names.Contains("[Content_Types].xml")))
            {
                throw Broken(kind);
            }
        }
        catch (InvalidDataException)
        {
            throw Broken(kind);
        }
    }

    private Refused Broken(string kind) => new("ET-1107", name, kind.ToUpperInvariant());

    private HashSet<string> Unpack(Stream content, long packed, int level)
    {
        if (level > DeepestLevel)
        {
            throw new Refused("ET-1113", name);
        }

        using var archive = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in archive.Entries)
        {
            if (++entries > MostEntries)
            {
                throw new Refused("ET-1112", name);
            }

            JudgeName(entry);
            names.Add(entry.FullName);
            Unpack(entry, packed, level);
        }

        return names;
    }

    private void JudgeName(ZipArchiveEntry entry)
    {
        var path = entry.FullName.Replace('\\', '/');
        if (
            entry.IsEncrypted
            || path.StartsWith('/')
            || path.Split('/').Contains("..")
            || path.Contains(':', StringComparison.Ordinal)
        )
        {
            throw new Refused("ET-1113", name);
        }

        var file = path[(path.LastIndexOf('/') + 1)..];
        if (Programs.Any(p => file.EndsWith(p, StringComparison.OrdinalIgnoreCase)))
        {
            throw new Refused("ET-1114", name, file);
        }

        var macro =
            file.Equals("vbaProject.bin", StringComparison.OrdinalIgnoreCase)
            || Office.Any(o => file.EndsWith(o, StringComparison.OrdinalIgnoreCase));
        if (macro)
        {
            throw new Refused("ET-1115", name, file);
        }
    }

    private void Unpack(ZipArchiveEntry entry, long packed, int level)
    {
        using var stream = entry.Open();
        using var inner = new MemoryStream();
        var buffer = new byte[64 * 1024];
        var isArchive = false;
        var first = true;
        int read;
        while ((read = stream.Read(buffer, 0, buffer.Length)) > 0)
        {
            unpacked += read;
            if (unpacked > MostBytes || unpacked > RatioFrom && unpacked > packed * MostRatio)
            {
                throw new Refused("ET-1112", name);
            }

            if (first)
            {
                JudgeHead(buffer.AsSpan(0, read), entry.Name);
                isArchive = buffer.AsSpan(0, read).StartsWith("PK\u0003\u0004"u8);
                first = false;
            }

            if (isArchive)
            {
                if (inner.Length + read > LargestInner)
                {
                    throw new Refused("ET-1113", name);
                }

                inner.Write(buffer, 0, read);
            }
        }

        if (isArchive)
        {
            inner.Position = 0;
            Unpack(inner, packed, level + 1);
        }
    }

    /// <summary>A program under another name is a program.</summary>
    private void JudgeHead(ReadOnlySpan<byte> head, string file)
    {
        if (head.StartsWith("MZ"u8) || head.StartsWith("\u007fELF"u8) || head.StartsWith("#!"u8))
        {
            throw new Refused("ET-1114", name, file);
        }
    }
}
