using Tender.Ledger.Contracts;
using Tender.Ledger.Proofs;
using Tender.Ledger.Receipts;
using Tender.Sealing;

namespace Tender.Ledger.Verification;

/// <summary>Checks 4 to 9 of a receipt: from the leaf to the head of the window, and from the head to the block.</summary>
internal sealed class WindowChecks(TrustFile trust, CheckSheet sheet)
{
    internal void Run(OfflineReceipt receipt, VaultReceipt? ack)
    {
        var (inclusion, window, chain) = (receipt.Inclusion, receipt.Window, receipt.Chain);
        if (ack is not null)
            sheet.Test(
                inclusion.Holds(ack.Commitment, window.Root),
                4,
                "inclusion",
                $"leaf {CheckSheet.Short(ack.Commitment)} in slot {inclusion.Slot} with {inclusion.Path.Count} steps gives {CheckSheet.Short(window.Root)}"
            );
        CheckHead(receipt);
        var (header, account) = new ChainChecks(trust, sheet).Run(
            new ChainClaim
            {
                ChainId = chain.ChainId,
                GenesisHash = chain.GenesisHash,
                Trusted = trust.AnchorLog,
                Address = chain.AnchorLog,
                CodeHash = chain.CodeHash,
                Block = chain.Block,
                Seal = chain.Seal.Type,
                AccountProof = chain.AccountProof,
            }
        );
        if (header is not null)
            sheet.Test(
                header.Timestamp >= window.AnchoredAt,
                8,
                "block time",
                $"{CheckSheet.Time(header.Timestamp)} >= {CheckSheet.Time(window.AnchoredAt)}"
            );
        if (account is not null)
            CheckStorage(receipt, account);
    }

    private void CheckHead(OfflineReceipt receipt)
    {
        var (number, window) = (receipt.Inclusion.Window, receipt.Window);
        var head = LedgerHeads.OfWindow(window.PrevHead, number, window.Root, window.PadCommit, window.AnchoredAt);
        sheet.Equal(5, "head", head, window.Head);
        var end = trust.Windows.EndOf(number);
        sheet.Test(
            window.AnchoredAt >= end,
            5,
            "anchored after its end",
            $"{CheckSheet.Time(window.AnchoredAt)} >= {CheckSheet.Time(end)}"
        );
        var late = trust.Windows.IsLate(number, window.AnchoredAt);
        sheet.Test(late == window.Late, 5, "late mark", $"{window.Late} = {late}");
        if (number == 0)
            sheet.Equal(5, "first head", window.PrevHead, new byte[32]);
    }

    private void CheckStorage(OfflineReceipt receipt, AccountState account)
    {
        var key = StorageKeys.OfHead(receipt.Inclusion.Window, trust.AnchorLog.Slot);
        sheet.Equal(6, "storage key", receipt.Chain.StorageKey, key);
        var value = account.ProveSlot(key, receipt.Chain.StorageProof, out var detail);
        if (value is null)
            sheet.Fail(6, "storage", detail);
        else
            sheet.Equal(6, "storage", value, receipt.Window.Head);
    }
}
