namespace Tender.Site.Registration;

/// <summary>The part of a form that opens a certificate file, shows the text and signs it; sign-in and legal acts share it.</summary>
/// <param name="Button">What the button says.</param>
public sealed record SignBox(string Button);
