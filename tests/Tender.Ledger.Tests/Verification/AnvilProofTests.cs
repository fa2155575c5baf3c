using Tender.Ledger.Contracts;
using Tender.Ledger.Receipts;
using Tender.Ledger.Tests.World;
using Tender.Ledger.Verification;
using Tender.Testing;
using Xunit;
using Deployed = Tender.Ledger.Tests.Contracts.LedgerWorld;

namespace Tender.Ledger.Tests.Verification;

/// <summary>Receipts and tender proofs from what a real node answers.</summary>
public sealed class AnvilProofTests(AnvilFixture anvil) : IClassFixture<AnvilFixture>
{
    private readonly LedgerWorld people = new();

    [Fact]
    public async Task Receipt_FromANode_IsValidInEveryRevision()
    {
        var chain = await Deployed.DeployAsync(anvil);
        var proofs = await NodeProofs.OfAsync(people, chain);
        var bid = await proofs.AnchorBidAsync();
        var first = await proofs.ReceiptAsync(chain.Rpc, bid, bid.Block);
        Verify(proofs.Trust, first).Is(Verdict.ValidDev);
        await chain.MoveToAsync(chain.Grid.EndOf(60));
        await chain.AnchorUpToAsync(chain.Grid.EndOf(60));
        var later = await chain.Chain.BlockNumberAsync(default);
        var second = await proofs.ReceiptAsync(chain.Rpc, bid, later, 2);
        Assert.NotEqual(first.Chain.StorageProof.Count, second.Chain.StorageProof.Count);
        Verify(proofs.Trust, second).Is(Verdict.ValidDev);
        Verify(proofs.Trust with { AnchorLog = proofs.Trust.TenderChain }, second).FailsIn(7);
    }

    [Fact]
    public async Task TenderProof_FromANode_TellsTheSealedSet()
    {
        var chain = await Deployed.DeployAsync(anvil);
        var proofs = await NodeProofs.OfAsync(people, chain);
        var tenderRef = await chain.SealedTenderAsync();
        var number = await chain.Chain.BlockNumberAsync(default);
        var block = (await chain.Chain.BlockAsync(number, default))!;
        var proof = await proofs.TenderProofAsync(chain.Rpc, tenderRef, number);
        var report = new TenderProofVerifier(proofs.Trust).Verify(proof);
        report.Report.Is(Verdict.ValidDev);
        Assert.Equal(TenderState.Sealed, report.Tender!.State);
        Assert.Equal(3u, report.Tender.SetOf(1)!.Count);
        Assert.Equal(block.Timestamp, report.BlockTime);
    }

    private static VerificationReport Verify(TrustFile trust, OfflineReceipt receipt) =>
        new ReceiptVerifier(trust).Verify(receipt.Write());
}
