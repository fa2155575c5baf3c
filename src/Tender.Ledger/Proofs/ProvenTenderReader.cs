namespace Tender.Ledger.Proofs;

internal sealed class ProvenTenderReader(byte[] tenderRef)
{
    internal ProvenTender Read(IReadOnlyList<FactRecord> facts) =>
        throw new NotImplementedException($"{tenderRef} {facts}");
}
