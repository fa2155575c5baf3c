namespace Tender.Site.Objections;

/// <summary>Marks the resource file of this slice.</summary>
public sealed class ObjectionsText;
