using Tender.Ledger.Contracts;
using Tender.Ledger.Evm;
using Tender.Ledger.Proofs;
using Tender.Ledger.Receipts;
using Tender.Ledger.Tests.World;
using Tender.Ledger.Verification;
using Tender.Ledger.Windows;
using Tender.Sealing;
using Tender.Testing;
using Deployed = Tender.Ledger.Tests.Contracts.LedgerWorld;

namespace Tender.Ledger.Tests.Verification;

/// <summary>Receipts and tender proofs from what a node answers about a deployed ledger, as the vault makes them.</summary>
internal sealed class NodeProofs(LedgerWorld people, Deployed chain, TrustFile trust)
{
    public static async Task<NodeProofs> OfAsync(LedgerWorld people, Deployed chain) =>
        new(people, chain, await TrustAsync(people, chain));

    public TrustFile Trust => trust;

    /// <summary>A bid whose leaf lies in window 1 of three that are anchored.</summary>
    public async Task<AnchoredBid> AnchorBidAsync()
    {
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
        return new AnchoredBid(bid, trees[1], mined.BlockNumber, mined.TransactionHash);
    }

    /// <summary>The receipt that this node's answers give at a block.</summary>
    public async Task<OfflineReceipt> ReceiptAsync(IRpcClient node, AnchoredBid bid, ulong number, int revision = 1)
    {
        var reader = new ChainReader(node);
        var builder = new ReceiptBuilder(trust);
        var told = (await new AnchorLogClient(reader, chain.Log.Contract).EventsAsync(0, number, default)).ToList();
        var block = (await reader.BlockAsync(number, default))!;
        var answer = await reader.ProofAsync(chain.Log.Contract, builder.KeysOf(1), number, default);
        var ack = bid.Submission.Ack with
        {
            Window = 1,
            TStatement = chain.Grid.Start(1),
            TCommit = chain.Grid.Start(1),
            Deadline = chain.Grid.End(30),
        };
        return ReceiptBuilder.Build(
            bid.Submission.StatementCms,
            CmsSigner.Sign(ack.Write(), people.Vault, chain.Grid.Start(1)),
            bid.Tree.Prove(1, bid.Submission.Commitment),
            new AnchoredWindow
            {
                Root = told[1].Root,
                PadCommit = told[1].PadCommit,
                PrevHead = told[0].Head,
                AnchoredAt = told[1].AnchoredAt,
                Head = told[1].Head,
                Late = told[1].Late,
            },
            builder.BuildAnchor(1, bid.TransactionHash, block.Json, answer),
            revision
        );
    }

    /// <summary>The tender proof that this node's answers give at a block.</summary>
    public async Task<TenderProof> TenderProofAsync(IRpcClient node, byte[] tenderRef, ulong number)
    {
        var reader = new ChainReader(node);
        var builder = new ReceiptBuilder(trust);
        var events = await new TenderChainClient(reader, chain.Tenders.Contract).EventsAsync(
            tenderRef,
            0,
            number,
            default
        );
        var block = (await reader.BlockAsync(number, default))!;
        var answer = await reader.ProofAsync(chain.Tenders.Contract, builder.KeysOf(tenderRef), number, default);
        return builder.BuildTenderProof(tenderRef, events, block.Json, answer);
    }

    private static async Task<TrustFile> TrustAsync(LedgerWorld people, Deployed chain) =>
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

/// <summary>A bid with the window that holds it and the transaction that anchored it.</summary>
internal sealed record AnchoredBid(Submission Submission, WindowTree Tree, ulong Block, byte[] TransactionHash);
