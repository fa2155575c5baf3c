namespace Tender.Site.Notices;

/// <summary>Marks the resource file of this slice.</summary>
public sealed class NoticesText;
