using Tender.Ledger.Proofs;

namespace Tender.Ledger.Verification;

/// <summary>
/// Verifies a tender proof (Ledger 7, checks 6 to 9): the facts give the head and the packed slot that stand in the contract at the
/// block. Never throws on bad input.
/// </summary>
public sealed class TenderProofVerifier(TrustFile trust)
{
    /// <summary>Verifies the proof.</summary>
    public TenderProofReport Verify(TenderProof proof)
    {
        ArgumentNullException.ThrowIfNull(proof);
        var sheet = new CheckSheet();
        var chain = proof.Chain;
        var (header, account) = new ChainChecks(trust, sheet).Run(
            new ChainClaim
            {
                ChainId = chain.ChainId,
                GenesisHash = chain.GenesisHash,
                Trusted = trust.TenderChain,
                Address = chain.TenderChain,
                CodeHash = chain.CodeHash,
                Block = chain.Block,
                Seal = chain.Seal.Type,
                AccountProof = chain.AccountProof,
            }
        );
        var tender = Replay(proof, sheet);
        if (tender is not null && account is not null)
            CheckStorage(proof, tender, account, sheet);
        if (header is not null)
            sheet.Test(
                proof.Facts.All(f => f.At <= header.Timestamp),
                8,
                "block time",
                $"no fact after {CheckSheet.Time(header.Timestamp)}"
            );
        var report = sheet.Report(Best);
        return new TenderProofReport
        {
            Report = report,
            Tender = report.Holds ? tender : null,
            BlockTime = report.Holds ? header?.Timestamp : null,
            BlockNumber = report.Holds ? header?.Number : null,
        };
    }

    private Verdict Best => trust.Seal == Receipts.SealType.Dev ? Verdict.ValidDev : Verdict.Valid;

    private static ProvenTender? Replay(TenderProof proof, CheckSheet sheet)
    {
        const string name = "facts in order";
        try
        {
            var tender = ProvenTender.Of(proof.TenderRef, proof.Facts);
            sheet.Pass(6, name, $"{tender.FactCount} facts, state {tender.State}");
            return tender;
        }
        catch (LedgerFormatException wrong)
        {
            sheet.Fail(6, name, wrong.Message);
            return null;
        }
    }

    private void CheckStorage(TenderProof proof, ProvenTender tender, AccountState account, CheckSheet sheet)
    {
        var slot = trust.TenderChain.Slot;
        var head = account.ProveSlot(
            StorageKeys.OfTenderHead(proof.TenderRef, slot),
            proof.Chain.HeadProof,
            out var headDetail
        );
        var packed = account.ProveSlot(
            StorageKeys.OfTenderSlot(proof.TenderRef, slot),
            proof.Chain.SlotProof,
            out var slotDetail
        );
        if (head is null)
            sheet.Fail(6, "tender head", headDetail);
        else
            sheet.Equal(6, "tender head", tender.Head, head);
        if (packed is null)
            sheet.Fail(6, "packed slot", slotDetail);
        else
            sheet.Equal(6, "packed slot", tender.PackedSlot(), packed);
    }
}
