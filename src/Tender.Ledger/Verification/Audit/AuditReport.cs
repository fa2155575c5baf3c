namespace Tender.Ledger.Verification;

/// <summary>The answer of an audit.</summary>
/// <param name="Report">Checks and verdict.</param>
/// <param name="Windows">One line for each window, in order; empty when the file cannot be read.</param>
public sealed record AuditReport(VerificationReport Report, IReadOnlyList<AuditLine> Windows);
