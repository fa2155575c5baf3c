namespace Tender.Site.Plans;

/// <summary>Marks the resource file of this slice.</summary>
public sealed class PlansText;
