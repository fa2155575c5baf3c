namespace Tender.Site.Mandates;

/// <summary>Marks the resource file of this slice.</summary>
public sealed class MandatesText;
