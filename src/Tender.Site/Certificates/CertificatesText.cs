namespace Tender.Site.Certificates;

/// <summary>Marks the resource file of this slice.</summary>
public sealed class CertificatesText;
