using Tender.Ledger.Contracts;
using Tender.Ledger.Receipts;
using Tender.Ledger.Tests.World;
using Tender.Ledger.Verification;
using Tender.Ledger.Windows;
using Tender.Sealing;
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
        var chain = await Deployed.DeployAsync(anvil, 21);
        var trust = await TrustAsync(chain);
        var bid = await people.SubmitAsync(0, 3);
        var trees = Enumerable
            .Range(0, 3)
            .Select(n => WindowTree.Build(people.DayKey.Seed((ulong)n), n == 1 ? [bid.Commitment] : []))
            .ToList();
        await chain.MoveToAsync(chain.Grid.EndOf(2));
        var mined = await chain.RunAsync(
            chain.Log.Anchor(0, [.. trees.Select(t => t.Root)], [.. trees.Select(t => t.PadCommit)]),
            chain.Anchorer
        );
        var first = await ReceiptAsync(chain, trust, bid, trees[1], mined.BlockNumber, mined.TransactionHash, 1);
        Verify(trust, first).Is(Verdict.ValidDev);
        await chain.MoveToAsync(chain.Grid.EndOf(60));
        await chain.AnchorUpToAsync(chain.Grid.EndOf(60));
        var later = await chain.Chain.BlockNumberAsync(default);
        var second = await ReceiptAsync(chain, trust, bid, trees[1], later, mined.TransactionHash, 2);
        Assert.NotEqual(first.Chain.StorageProof.Count, second.Chain.StorageProof.Count);
        Verify(trust, second).Is(Verdict.ValidDev);
        Verify(trust with { AnchorLog = trust.TenderChain }, second).FailsIn(7);
    }

    [Fact]
    public async Task TenderProof_FromANode_TellsTheSealedSet()
    {
        var chain = await Deployed.DeployAsync(anvil, 22);
        var trust = await TrustAsync(chain);
        var tenderRef = await chain.SealedTenderAsync();
        var number = await chain.Chain.BlockNumberAsync(default);
        var builder = new ReceiptBuilder(trust);
        var events = await chain.Tenders.EventsAsync(tenderRef, 0, number, default);
        var block = (await chain.Chain.BlockAsync(number, default))!;
        var answer = await chain.Chain.ProofAsync(chain.Tenders.Contract, builder.KeysOf(tenderRef), number, default);
        var report = new TenderProofVerifier(trust).Verify(
            builder.BuildTenderProof(tenderRef, events, block.Json, answer)
        );
        report.Report.Is(Verdict.ValidDev);
        Assert.Equal(TenderState.Sealed, report.Tender!.State);
        Assert.Equal(3u, report.Tender.SetOf(1)!.Count);
        Assert.Equal(block.Timestamp, report.BlockTime);
    }

    private static VerificationReport Verify(TrustFile trust, OfflineReceipt receipt) =>
        new ReceiptVerifier(trust).Verify(receipt.Write());

    private async Task<OfflineReceipt> ReceiptAsync(
        Deployed chain,
        TrustFile trust,
        Submission bid,
        WindowTree tree,
        ulong number,
        byte[] txHash,
        int revision
    )
    {
        var builder = new ReceiptBuilder(trust);
        var told = (await chain.Log.EventsAsync(0, number, default)).ToList();
        var block = (await chain.Chain.BlockAsync(number, default))!;
        var answer = await chain.Chain.ProofAsync(chain.Log.Contract, builder.KeysOf(1), number, default);
        var ack = bid.Ack with
        {
            Window = 1,
            TStatement = chain.Grid.Start(1),
            TCommit = chain.Grid.Start(1),
            Deadline = chain.Grid.End(30),
        };
        return ReceiptBuilder.Build(
            bid.StatementCms,
            CmsSigner.Sign(ack.Write(), people.Vault, chain.Grid.Start(1)),
            tree.Prove(1, bid.Commitment),
            new AnchoredWindow
            {
                Root = told[1].Root,
                PadCommit = told[1].PadCommit,
                PrevHead = told[0].Head,
                AnchoredAt = told[1].AnchoredAt,
                Head = told[1].Head,
                Late = told[1].Late,
            },
            builder.BuildAnchor(1, txHash, block.Json, answer),
            revision
        );
    }

    private async Task<TrustFile> TrustAsync(Deployed chain) =>
        people.Trust with
        {
            ChainId = (ulong)AnvilFixture.ChainId,
            GenesisHash = (await chain.Chain.BlockAsync(0UL, default))!.Hash,
            Windows = chain.Grid,
            AnchorLog = new TrustedContract
            {
                Address = chain.Ledger.AnchorLog.ToBytes(),
                CodeHash = chain.Ledger.AnchorLogCodeHash,
                Slot = (int)ContractArtifact.AnchorLog.MappingSlot,
            },
            TenderChain = new TrustedContract
            {
                Address = chain.Ledger.TenderChain.ToBytes(),
                CodeHash = chain.Ledger.TenderChainCodeHash,
                Slot = (int)ContractArtifact.TenderChain.MappingSlot,
            },
        };
}
