using Tender.Ledger.Proofs;

namespace Tender.Ledger.Verification;

/// <summary>A tender whose bids the audited windows hold. No names.</summary>
/// <param name="Proof">Its facts, proven.</param>
/// <param name="Entries">
/// Entries of the set of phase 1 in its order, 128 bytes each (<see cref="BidSet.ToBytes"/>); none when no set was sealed.
/// </param>
public sealed record AuditedTender(TenderProof Proof, IReadOnlyList<byte[]> Entries);
