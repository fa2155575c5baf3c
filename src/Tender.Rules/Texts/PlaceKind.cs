namespace Tender.Rules.Texts;

/// <summary>How places of a document are counted.</summary>
public enum PlaceKind
{
    /// <summary>Lines of a text.</summary>
    Line,

    /// <summary>Paragraphs and table rows of a DOCX file.</summary>
    Paragraph,

    /// <summary>Pages of a PDF file.</summary>
    Page,
}
