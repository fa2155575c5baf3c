using Tender.Ledger.Contracts;
using Tender.Ledger.Proofs;
using Tender.Ledger.Receipts;

namespace Tender.Ledger.Verification;

/// <summary>
/// Audits revealed windows with nothing but a trust file (Ledger 9, check 14): every slot of every window is a bid, a replaced or
/// withdrawn statement, or a proven dummy. A dropped bid is an unexplained slot; a sleeping bid is a leaf in no set. Never throws on bad
/// input.
/// </summary>
public sealed class AuditVerifier(TrustFile trust)
{
    /// <summary>Audits a file.</summary>
    /// <param name="file">Text of an <see cref="AuditFile"/>.</param>
    /// <param name="receipts">Receipts that bidders hold: they tell which slot is wrong when a root is.</param>
    /// <param name="cancel">Stops between two windows.</param>
    public AuditReport Verify(
        ReadOnlySpan<byte> file,
        IReadOnlyList<OfflineReceipt>? receipts = null,
        CancellationToken cancel = default
    )
    {
        try
        {
            return Verify(AuditFile.Parse(file), receipts, cancel);
        }
        catch (LedgerFormatException wrong)
        {
            return new AuditReport(CheckSheet.Unreadable(wrong.Message), []);
        }
    }

    /// <summary>Audits a file that was read already by <see cref="AuditFile.Parse"/>.</summary>
    public AuditReport Verify(
        AuditFile audit,
        IReadOnlyList<OfflineReceipt>? receipts = null,
        CancellationToken cancel = default
    )
    {
        ArgumentNullException.ThrowIfNull(audit);
        var sheet = new CheckSheet();
        sheet.Pass(1, "form", $"{AuditFile.FormatName}, {audit.Windows.Count} windows from {audit.First}");
        CheckHeads(audit, sheet);
        var tenders = ProveTenders(audit, sheet);
        var leaves = new LeafIndex(audit, tenders);
        var checks = new AuditedWindowChecks(sheet, leaves);
        var lines = new List<AuditLine>();
        for (var i = 0; i < audit.Windows.Count; i++)
        {
            cancel.ThrowIfCancellationRequested();
            var number = audit.First + (ulong)i;
            var held = HeldLeaf.In(number, audit.Windows[i].Root, receipts ?? []);
            lines.Add(checks.Run(number, audit.Windows[i], held));
        }

        return new AuditReport(sheet.Report(trust.Seal == SealType.Dev ? Verdict.ValidDev : Verdict.Valid), lines);
    }

    private void CheckHeads(AuditFile audit, CheckSheet sheet)
    {
        var head = audit.PrevHead;
        var number = audit.First;
        foreach (var window in audit.Windows)
            head = LedgerHeads.OfWindow(head, number++, window.Root, window.PadCommit, window.AnchoredAt);
        if (audit.First == 0)
            sheet.Equal(5, "first head", audit.PrevHead, new byte[32]);
        var chain = audit.Chain;
        var (_, account) = new ChainChecks(trust, sheet).Run(
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
        if (account is null)
            return;
        var key = StorageKeys.OfHead(number - 1, trust.AnchorLog.Slot);
        sheet.Equal(6, "storage key", chain.StorageKey, key);
        var value = account.ProveSlot(key, chain.StorageProof, out var detail);
        if (value is null)
            sheet.Fail(6, "storage", detail);
        else
            sheet.Equal(6, $"head of window {number - 1}", head, value);
    }

    private Dictionary<string, ProvenTender> ProveTenders(AuditFile audit, CheckSheet sheet)
    {
        var proven = new Dictionary<string, ProvenTender>();
        foreach (var told in audit.Tenders)
        {
            var name = $"tender {CheckSheet.Short(told.Proof.TenderRef)}";
            var report = new TenderProofVerifier(trust).Verify(told.Proof);
            sheet.AddAll(
                report
                    .Report.Checks.Where(c => c.Outcome == CheckOutcome.Failed)
                    .Select(c => c with { Name = $"{name}: {c.Name}" })
            );
            if (report.Tender is { } tender && CheckSet(name, told, tender, sheet))
                proven[Convert.ToHexString(told.Proof.TenderRef)] = tender;
        }

        return proven;
    }

    private static bool CheckSet(string name, AuditedTender told, ProvenTender tender, CheckSheet sheet)
    {
        if (tender.SetOf(1) is not { } set)
            return sheet.Test(told.Entries.Count == 0, 13, name, "no set was sealed");
        if (told.Entries.Count > 0 || set.Count == 0)
            return sheet.Equal(13, name + ": root of the set", BidSet.RootOf(told.Entries), set.SetRoot);
        sheet.Miss(13, name, "its sealed set is not here");
        return false;
    }
}
