namespace Tender.Vault.Hosting;

/// <summary>Marks a route whose bodies are large and may come slowly.</summary>
internal sealed class SlowBody;
