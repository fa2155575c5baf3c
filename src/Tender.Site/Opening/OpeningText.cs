namespace Tender.Site.Opening;

/// <summary>Marks the resource file of this slice.</summary>
public sealed class OpeningText;
