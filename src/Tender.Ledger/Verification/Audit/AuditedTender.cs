using Tender.Ledger.Proofs;

namespace Tender.Ledger.Verification;

/// <summary>A tender whose bids the audited windows hold.</summary>
/// <param name="Proof">Its facts, proven.</param>
/// <param name="Sets">Its sealed sets, ascending by phase; none when it failed or was cancelled before.</param>
public sealed record AuditedTender(TenderProof Proof, IReadOnlyList<BidSet> Sets);
