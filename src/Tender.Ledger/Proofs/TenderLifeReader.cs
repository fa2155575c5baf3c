namespace Tender.Ledger.Proofs;

internal sealed class TenderLifeReader(byte[] tenderRef)
{
    internal TenderLife Read(IReadOnlyList<TenderFact> facts) =>
        throw new NotImplementedException($"{tenderRef} {facts}");
}
