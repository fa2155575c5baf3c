namespace Tender.Site.PublicSite;

/// <summary>Marks the resource file of this slice.</summary>
public sealed class PublicSiteText;
