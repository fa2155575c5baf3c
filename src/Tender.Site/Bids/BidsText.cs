namespace Tender.Site.Bids;

/// <summary>Marks the resource file of this slice. Keys that begin with <c>js.</c> go to the page's script.</summary>
public sealed class BidsText;
