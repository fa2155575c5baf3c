using System.Globalization;
using System.Text;
using Tender.Site.Shared.Faults;

namespace Tender.Site.Documents;

/// <summary>Kinds of documents that may be published, told by name and first bytes alike.</summary>
public sealed record DocumentKind(string Name, string ContentType, byte[] Magic)
{
    private static readonly DocumentKind[] All =
    [
        new("pdf", "application/pdf", "%PDF-"u8.ToArray()),
        new("zip", "application/zip", [0x50, 0x4B, 0x03, 0x04]),
        new(
            "docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            [0x50, 0x4B, 0x03, 0x04]
        ),
        new("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", [0x50, 0x4B, 0x03, 0x04]),
    ];

    /// <summary>Endings for the file chooser.</summary>
    public static string Accept => string.Join(',', All.Select(k => "." + k.Name));

    /// <summary>The kind that a stored row names.</summary>
    public static DocumentKind Of(string name) => All.Single(k => k.Name == name);

    /// <summary>Judges a name. It is data: shown and sent, never a path.</summary>
    /// <returns>The name in NFC and its kind.</returns>
    /// <exception cref="Refused">ET-1108 name, ET-1106 kind.</exception>
    public static (string Name, DocumentKind Kind) Judge(string? given)
    {
        var name = (given ?? "").Normalize(NormalizationForm.FormC).Trim();
        var strange = name.Any(c =>
            c is '/' or '\\' or ':'
            || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format
        );
        if (name.Length is 0 or > 200 || strange || name.StartsWith('.'))
        {
            throw new Refused("ET-1108");
        }

        var kind = All.FirstOrDefault(k => name.EndsWith("." + k.Name, StringComparison.OrdinalIgnoreCase));
        return kind is null ? throw new Refused("ET-1106", name) : (name, kind);
    }

    /// <summary>Judges the content by its first bytes.</summary>
    /// <exception cref="Refused">ET-1107.</exception>
    public void Judge(string name, StoredContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (content.Size < Magic.Length || !content.Head.AsSpan().StartsWith(Magic))
        {
            throw new Refused("ET-1107", name, Name.ToUpperInvariant());
        }
    }
}
