namespace Tender.Sample.Play;

/// <summary>The site did not do what the sample asked; the message holds its answer.</summary>
public sealed class SiteRefusedException(string message) : Exception(message);
