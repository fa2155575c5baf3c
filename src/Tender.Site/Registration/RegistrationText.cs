namespace Tender.Site.Registration;

/// <summary>Marks the resource file of this slice.</summary>
public sealed class RegistrationText;
