using Microsoft.Extensions.Options;
using Tender.Site.Setup;
using Tender.Site.Shared.Faults;

namespace Tender.Site.Documents;

/// <summary>Looks at an uploaded document before it is kept: kind by content, wholeness, bombs, macros, malicious content.</summary>
public sealed class DocumentInspection(IVirusScanner scanner, IOptions<SiteOptions> options)
{
    /// <summary>Bytes that a document may have.</summary>
    public long MostBytes => options.Value.DocumentMaxBytes;

    /// <summary>Inspects.</summary>
    /// <param name="name">Name, for the refusal.</param>
    /// <param name="kind">What the name says.</param>
    /// <param name="stored">What was written.</param>
    /// <param name="content">The file; it can be sought.</param>
    /// <param name="cancel">Stops waiting.</param>
    /// <returns>What the scanner says, one of the words of <see cref="ScanVerdict"/>.</returns>
    /// <exception cref="Refused">ET-1107, ET-1112 to ET-1118.</exception>
    public async Task<string> InspectAsync(
        string name,
        DocumentKind kind,
        StoredContent stored,
        Stream content,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(content);
        kind.Judge(name, stored);
        content.Position = 0;
        if (kind.Name == "pdf")
        {
            PdfInspection.Inspect(content, name);
        }
        else
        {
            new ArchiveInspection(name).Inspect(content, kind.Name);
        }

        content.Position = 0;
        var verdict = await scanner.ScanAsync(content, cancel);
        return verdict.Threat is { } threat ? throw new Refused("ET-1116", name, threat) : verdict.State;
    }
}
