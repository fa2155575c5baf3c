namespace Tender.Site.Organisations;

/// <summary>Marks the resource file of this slice.</summary>
public sealed class OrganisationsText;
