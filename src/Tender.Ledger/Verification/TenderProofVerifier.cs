using Tender.Ledger.Proofs;

namespace Tender.Ledger.Verification;

/// <summary>Verifies a tender proof (Ledger 7, checks 6 to 9). Never throws on bad input.</summary>
public sealed class TenderProofVerifier(TrustFile trust)
{
    /// <summary>Verifies the proof.</summary>
    public TenderProofReport Verify(TenderProof proof) => throw new NotImplementedException(trust.Name);
}
