namespace Tender.Rules.Texts;

/// <summary>A document that cannot be read: it is damaged, of another kind, or larger than the limits.</summary>
public sealed class DocumentTextException(string message, Exception? inner = null) : Exception(message, inner);
