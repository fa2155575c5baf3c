using Tender.Ledger.Proofs;
using Tender.Ledger.Tests.World;
using Tender.Ledger.Verification;
using Tender.Sealing;
using Tender.Testing;
using Xunit;

namespace Tender.Ledger.Tests.Verification;

/// <summary>
/// Frozen receipts, proofs, bundles and audits still give their verdicts. Their signatures are random, so they cannot be made again;
/// with TENDER_FREEZE=1 new ones are written, once, before a release of the format.
/// </summary>
public sealed class FrozenProofTests : IAsyncLifetime
{
    public async Task InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable("TENDER_FREEZE") == "1")
            await FreezeAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("dev/receipt.json", Verdict.ValidDev)]
    [InlineData("dev/receipt-public.json", Verdict.ValidDev)]
    [InlineData("qbft/receipt.json", Verdict.Valid)]
    [InlineData("omitted/receipt.json", Verdict.ValidDev)]
    public void Verify_FrozenReceipt_KeepsItsVerdict(string file, Verdict verdict) =>
        new ReceiptVerifier(TrustOf(file)).Verify(Bytes(file)).Is(verdict);

    [Theory]
    [InlineData("dev/tender-proof.json", Verdict.ValidDev)]
    [InlineData("qbft/tender-proof.json", Verdict.Valid)]
    public void Verify_FrozenTenderProof_KeepsItsVerdict(string file, Verdict verdict) =>
        new TenderProofVerifier(TrustOf(file)).Verify(TenderProof.Parse(Bytes(file))).Report.Is(verdict);

    [Theory]
    [InlineData("dev/opening-party.zip", Verdict.ValidDev)]
    [InlineData("dev/opening-public.zip", Verdict.ValidDev)]
    [InlineData("phases/opening-party.zip", Verdict.ValidDev)]
    [InlineData("phases/opening-public.zip", Verdict.ValidDev)]
    [InlineData("omitted/opening-party.zip", Verdict.Omitted)]
    public async Task Verify_FrozenBundle_KeepsItsVerdict(string file, Verdict verdict)
    {
        using var zip = new MemoryStream(Bytes(file));
        (await new BundleVerifier(TrustOf(file)).VerifyAsync(zip)).Is(verdict);
    }

    [Fact]
    public async Task Verify_FrozenReceiptAgainstItsBundle_IsOmitted()
    {
        using var zip = new MemoryStream(Bytes("omitted/opening-party.zip"));
        var context = new ReceiptContext { Bundle = await OpeningBundle.ReadAsync(zip) };
        var verifier = new ReceiptVerifier(TrustOf("omitted/receipt.json"));
        verifier.Verify(Bytes("omitted/receipt.json"), context).Is(Verdict.Omitted);
    }

    [Theory]
    [InlineData("dev/receipt.json", "party", Verdict.ValidDev)]
    [InlineData("dev/receipt.json", "public", Verdict.ValidDev)]
    [InlineData("dev/receipt-superseded.json", "party", Verdict.Superseded)]
    [InlineData("dev/receipt-superseded.json", "public", Verdict.Superseded)]
    [InlineData("dev/receipt-withdrawn.json", "party", Verdict.Withdrawn)]
    [InlineData("dev/receipt-withdrawn.json", "public", Verdict.Withdrawn)]
    public async Task Verify_FrozenReceiptAgainstABundle_KeepsItsVerdict(string file, string form, Verdict verdict)
    {
        using var zip = new MemoryStream(Bytes($"dev/opening-{form}.zip"));
        var context = new ReceiptContext { Bundle = await OpeningBundle.ReadAsync(zip) };
        new ReceiptVerifier(TrustOf(file)).Verify(Bytes(file), context).Is(verdict);
    }

    [Theory]
    [InlineData("dev/audit.json", Verdict.ValidDev)]
    [InlineData("omitted/audit.json", Verdict.Forged)]
    public void Verify_FrozenAudit_KeepsItsVerdict(string file, Verdict verdict) =>
        new AuditVerifier(TrustOf(file)).Verify(Bytes(file)).Report.Is(verdict);

    [Fact]
    public void Open_FrozenSignedTrustFile_IsTheUnsignedOne()
    {
        var trust = TrustFile.Open(Bytes("dev/trust.p7"));
        Assert.Equal(Bytes("dev/trust.json"), trust.Write());
    }

    private static byte[] Bytes(string file) => OwnVectors.Bytes($"ledger/{file}");

    private static TrustFile TrustOf(string file) => TrustFile.Parse(Bytes($"{file.Split('/')[0]}/trust.json"));

    private static async Task FreezeAsync()
    {
        var dev = await Worlds.WithBidsAsync();
        var opening = new Opening(dev).Seal().Answer(1, 3).Publish();
        var receipt = dev.ReceiptOf(dev.Bidders[1].Submissions[0]);
        await WriteAsync("dev/trust.json", dev.Trust.Write());
        await WriteAsync("dev/trust.p7", CmsSigner.Sign(dev.Trust.Write(), dev.Supervisor, LedgerWorld.Start));
        await WriteAsync("dev/receipt.json", receipt.Write());
        await WriteAsync("dev/receipt-public.json", receipt.ToPublicForm().Write());
        foreach (var (name, bidder) in new[] { ("superseded", 0), ("withdrawn", 3) })
            await WriteAsync($"dev/receipt-{name}.json", dev.ReceiptOf(dev.Bidders[bidder].Submissions[0]).Write());
        await WriteAsync("dev/tender-proof.json", dev.TenderProof().Write());
        await WriteAsync("dev/opening-party.zip", await opening.BundleAsync());
        await WriteAsync("dev/opening-public.zip", await opening.BundleAsync(BundleForm.Public));
        await WriteAsync("dev/audit.json", new Audit(dev, opening).File().Write());
        var qbft = await Worlds.WithBidsAsync(qbft: true, seed: 2);
        qbft.AnchorThrough(LedgerWorld.LastWindow);
        await WriteAsync("qbft/trust.json", qbft.Trust.Write());
        await WriteAsync("qbft/receipt.json", qbft.ReceiptOf(qbft.Bidders[1].Submissions[0]).Write());
        await WriteAsync("qbft/tender-proof.json", qbft.TenderProof().Write());
        await FreezeOmittedAsync();
        await FreezePhasesAsync();
    }

    // Two envelopes: bodies first, then the summaries of the two bids that go on.
    private static async Task FreezePhasesAsync()
    {
        var world = new LedgerWorld(seed: 4);
        foreach (var bidder in Enumerable.Range(0, 3))
            await world.SubmitAsync(bidder, 2, 1_000_000_00 + bidder, phases: (2, 1));
        var opening = new Opening(world).Seal().Answer(1, 3).Publish();
        opening.SealNext(opening.Members[0], opening.Members[2]).Answer(1, 2).Publish();
        await WriteAsync("phases/trust.json", world.Trust.Write());
        await WriteAsync("phases/opening-party.zip", await opening.BundleAsync());
        await WriteAsync("phases/opening-public.zip", await opening.BundleAsync(BundleForm.Public));
    }

    // The fifth bid lies in its window and in no set: omitted for its bidder, sleeping for an auditor.
    private static async Task FreezeOmittedAsync()
    {
        var world = await Worlds.WithBidsAsync(seed: 3);
        var dropped = await world.SubmitAsync(4, 6);
        var opening = new Opening(world);
        opening.Members.Remove(dropped);
        opening.Seal().Answer(2, 3).Publish();
        await WriteAsync("omitted/trust.json", world.Trust.Write());
        await WriteAsync("omitted/receipt.json", world.ReceiptOf(dropped).Write());
        await WriteAsync("omitted/opening-party.zip", await opening.BundleAsync());
        await WriteAsync("omitted/audit.json", new Audit(world, opening).File().Write());
    }

    private static Task WriteAsync(string file, byte[] content)
    {
        var path = OwnVectors.Path($"ledger/{file}");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return File.WriteAllBytesAsync(path, content);
    }
}
