namespace Tender.Site.Administration;

/// <summary>Marks the resource file of this slice.</summary>
public sealed class AdministrationText;
