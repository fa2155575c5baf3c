using Tender.Sealing;

namespace Tender.Ledger.Verification;

/// <summary>
/// Verifies an opening bundle with nothing but a trust file: every receipt, the set, the key set, every proof of a partial opening, the
/// combination, the summaries and the record (Ledger 7, SBID1 15). Numbers above 14 are the bundle's own: 15 key set, 16 headers, 17
/// partial openings, 18 combination, 19 record and summaries. Never throws on bad input.
/// </summary>
public sealed class BundleVerifier
{
    private readonly TrustFile trust;
    private readonly TrustList authorities;
    private readonly ReceiptVerifier receipts;

    /// <summary>Reads the authorities once.</summary>
    /// <exception cref="LedgerFormatException">Kind Trust: a certificate or list of the trust file cannot be read.</exception>
    public BundleVerifier(TrustFile trust)
    {
        ArgumentNullException.ThrowIfNull(trust);
        this.trust = trust;
        authorities = trust.ToTrustList();
        receipts = new ReceiptVerifier(trust);
    }

    /// <summary>Verifies a bundle as it lies in a file.</summary>
    /// <param name="zip">The bundle; read to its end.</param>
    /// <param name="files">Root, header hash and length of sealed files that lie beside it; each must belong to a statement.</param>
    /// <param name="progress">Receipts checked so far.</param>
    /// <param name="cancel">Stops between two checks.</param>
    public async Task<VerificationReport> VerifyAsync(
        Stream zip,
        IReadOnlyList<FileFacts>? files = null,
        IProgress<int>? progress = null,
        CancellationToken cancel = default
    )
    {
        OpeningBundle bundle;
        try
        {
            bundle = await OpeningBundle.ReadAsync(zip, cancel).ConfigureAwait(false);
        }
        catch (LedgerFormatException wrong)
        {
            return CheckSheet.Unreadable(wrong.Message);
        }

        return await VerifyAsync(bundle, files, progress, cancel).ConfigureAwait(false);
    }

    /// <summary>Verifies a bundle that was read already by <see cref="OpeningBundle.ReadAsync"/>.</summary>
    public async Task<VerificationReport> VerifyAsync(
        OpeningBundle bundle,
        IReadOnlyList<FileFacts>? files = null,
        IProgress<int>? progress = null,
        CancellationToken cancel = default
    )
    {
        ArgumentNullException.ThrowIfNull(bundle);
        var sheet = new CheckSheet();
        sheet.Pass(1, "form", $"{BundleManifest.FormatName}, {bundle.Tender.Form} form");
        var proof = new TenderProofVerifier(trust).Verify(bundle.Proof);
        sheet.AddAll(proof.Report.Checks.Select(c => c with { Name = "tender proof: " + c.Name }));
        if (proof.Tender is not { } tender)
            return sheet.Report(Verdict.Forged);
        var it = new BundleCase(bundle, tender, sheet);
        sheet.Equal(7, "tender", bundle.Tender.TenderRef, tender.TenderRef);
        sheet.Equal(7, "documents", bundle.Tender.DocHash, tender.DocHash);
        new KeySetChecks(it, authorities).Run();
        var done = 0;
        var late = new ReceiptSetChecks(it, receipts).Run(() => progress?.Report(++done), cancel);
        var omitted = new SetChecks(it).Run();
        new HeaderChecks(it).Run();
        CheckFiles(it, files ?? []);
        await CheckOpeningsAsync(it, cancel).ConfigureAwait(false);
        return sheet.Report(omitted ?? late ?? Best);
    }

    private Verdict Best => trust.Seal == Receipts.SealType.Dev ? Verdict.ValidDev : Verdict.Valid;

    private async Task CheckOpeningsAsync(BundleCase it, CancellationToken cancel)
    {
        if (it.Tender.State == Contracts.TenderState.Failed)
        {
            var isShut = it.Bundle.Parts.Count + it.Bundle.Partials.Count + it.Bundle.Records.Count == 0;
            it.Sheet.Test(isShut, 19, "failed tender", "too few bids: nothing is opened");
            return;
        }

        var partials = new PartialChecks(it, authorities);
        foreach (var set in it.Bundle.Sets.Where(s => it.Tender.SetOf(s.Phase) is not null))
        {
            if (set.Phase > 1 && it.Tender.OpeningOf(set.Phase) is null)
            {
                // What is opened stands for itself while the next phase waits for its custodians.
                it.Sheet.Note(19, $"phase {set.Phase}", "sealed on the chain and not opened yet");
                continue;
            }

            var combined = new CombineChecks(it, partials).Run(set);
            await new RecordChecks(it).RunAsync(set, combined, cancel).ConfigureAwait(false);
        }

        CheckPhases(it);
    }

    // Nothing may lie in a bundle that no check looks at.
    private static void CheckPhases(BundleCase it)
    {
        var bundle = it.Bundle;
        var partials = bundle.Partials.All(p => it.Tender.OpeningOf(p.Phase) is not null || p.Phase == 1);
        it.Sheet.Test(partials, 17, "phases of partial openings", "each is of an opened phase, or of the first");
        var records = bundle.Records.All(r => it.Tender.OpeningOf(r.Phase) is not null);
        it.Sheet.Test(records, 19, "phases of records", "each is of an opened phase");
        foreach (var part in bundle.Parts.Where(p => IsForeign(it, p)))
            it.Sheet.Fail(
                19,
                $"key of {CheckSheet.Short(part.Commitment)}",
                "its bid is in no opened set of that phase"
            );
    }

    // What is missing was told before; here only what is there and should not be.
    private static bool IsForeign(BundleCase it, OpenedPart part)
    {
        var hasHeader = it.Headers.TryGetValue(BundleCase.Name(part.Commitment), out var header);
        var phase = hasHeader ? header!.FindPart(BidSummary.PartId)?.Phase : 1;
        if (phase is null || hasHeader && it.Tender.OpeningOf(phase.Value) is null)
            return true;
        var set = it.Bundle.Sets.FirstOrDefault(s => s.Phase == phase);
        return set is not null && set.Entries.All(e => !e.Commitment.AsSpan().SequenceEqual(part.Commitment));
    }

    private static void CheckFiles(BundleCase it, IReadOnlyList<FileFacts> files)
    {
        if (files.Count == 0)
            it.Sheet.Skip(3, "sealed files", "no file given");
        foreach (var file in files)
        {
            var name = $"sealed file {CheckSheet.Short(file.TreeRoot)}";
            var owner = it.Receipts.Values.FirstOrDefault(r =>
                r.Words.Ack.TreeRoot.AsSpan().SequenceEqual(file.TreeRoot)
            );
            if (owner.Words is null)
                it.Sheet.Fail(3, name, "belongs to no receipt of the bundle");
            else
                new FileChecks(it.Sheet).Run(owner.Words, file);
        }
    }
}
