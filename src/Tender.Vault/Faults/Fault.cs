namespace Tender.Vault.Faults;

/// <summary>A line of the catalogue of refusals.</summary>
internal sealed record Fault(string Code, int Status, string Title, string Zh, string En);
