using Tender.Rules;

namespace Tender.Site.Shared.Faults;

/// <summary>What an error page shows.</summary>
public sealed record FaultPage(int Status, IReadOnlyList<Finding> Findings, string Incident);
