using Tender.Ledger.Receipts;

namespace Tender.Ledger.Proofs;

/// <summary>Lengths and fixed values of a tender proof's members.</summary>
internal static class TenderProofForm
{
    internal static TenderProof Checked(TenderProof proof)
    {
        ReceiptForm.Demand(proof.Format == TenderProof.FormatName, "format");
        ReceiptForm.Demand(proof.TenderRef.Length == 32, "tenderRef");
        ReceiptForm.Demand(proof.Facts.Count is > 0 and <= 10_000 && proof.Facts.All(f => f is not null), "facts");
        var chain = proof.Chain;
        ReceiptForm.Demand(chain.GenesisHash.Length == 32 && chain.CodeHash.Length == 32, "chain");
        ReceiptForm.Demand(chain.TenderChain.Length == 20, "chain.tenderChain");
        ReceiptForm.CheckBlock(chain.Block);
        ReceiptForm.CheckNodes(chain.AccountProof, "chain.accountProof");
        ReceiptForm.CheckNodes(chain.HeadProof, "chain.headProof");
        ReceiptForm.CheckNodes(chain.SlotProof, "chain.slotProof");
        return proof;
    }
}
