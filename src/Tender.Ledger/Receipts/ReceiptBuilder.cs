using System.Text.Json;
using Tender.Ledger.Contracts;
using Tender.Ledger.Evm;
using Tender.Ledger.Proofs;
using Tender.Ledger.Verification;
using Tender.Ledger.Windows;

namespace Tender.Ledger.Receipts;

/// <summary>
/// Puts proofs together from what nodes answer (Ledger 8, step 6). It checks little: run the verifier on the result, and never issue what
/// fails it.
/// </summary>
public sealed class ReceiptBuilder(TrustFile trust)
{
    /// <summary>Keys to ask <c>eth_getProof</c> of the AnchorLog for.</summary>
    public IReadOnlyList<byte[]> KeysOf(ulong window) => [StorageKeys.OfHead(window, trust.AnchorLog.Slot)];

    /// <summary>Keys to ask <c>eth_getProof</c> of the TenderChain for: head, then packed slot.</summary>
    public IReadOnlyList<byte[]> KeysOf(ReadOnlySpan<byte> tenderRef) =>
        [
            StorageKeys.OfTenderHead(tenderRef, trust.TenderChain.Slot),
            StorageKeys.OfTenderSlot(tenderRef, trust.TenderChain.Slot),
        ];

    /// <summary>The chain part of a receipt.</summary>
    /// <param name="window">Number of the window.</param>
    /// <param name="txHash">The transaction that anchored it.</param>
    /// <param name="block">The node's answer to eth_getBlockByNumber or eth_getBlockByHash.</param>
    /// <param name="proof">Its answer to eth_getProof at that block for <see cref="KeysOf(ulong)"/>.</param>
    /// <exception cref="LedgerFormatException">Kind Header or Answer: the answers lack something, or the block's hash is not its header's.</exception>
    public AnchorProof BuildAnchor(ulong window, byte[] txHash, JsonElement block, ChainProof proof)
    {
        ArgumentNullException.ThrowIfNull(proof);
        return new AnchorProof
        {
            ChainId = trust.ChainId,
            GenesisHash = trust.GenesisHash,
            AnchorLog = trust.AnchorLog.Address,
            CodeHash = trust.AnchorLog.CodeHash,
            TxHash = txHash,
            Block = BlockOf(block),
            Seal = new ChainSeal { Type = trust.Seal },
            AccountProof = proof.AccountProof,
            StorageKey = StorageKeys.OfHead(window, trust.AnchorLog.Slot),
            StorageProof = Slot(proof, 0, 1),
        };
    }

    /// <summary>A receipt.</summary>
    /// <param name="statement">CMS message of the bidder.</param>
    /// <param name="ack">CMS message of the vault.</param>
    /// <param name="inclusion">From <see cref="WindowTree.Prove"/>.</param>
    /// <param name="window">The window as anchored.</param>
    /// <param name="chain">From <see cref="BuildAnchor"/>.</param>
    /// <param name="revision">From 1.</param>
    public static OfflineReceipt Build(
        byte[] statement,
        byte[] ack,
        WindowInclusion inclusion,
        AnchoredWindow window,
        AnchorProof chain,
        int revision
    )
    {
        var receipt = new OfflineReceipt
        {
            Format = OfflineReceipt.FormatName,
            Alg = "sha256",
            Revision = revision,
            Digest = [],
            Statement = statement,
            Ack = ack,
            Tsa = [],
            Inclusion = inclusion,
            Window = window,
            Chain = chain,
            Witness = [],
            Publication = [],
        };
        return receipt.WithDigest();
    }

    /// <summary>A tender proof.</summary>
    /// <param name="tenderRef">The section.</param>
    /// <param name="events">All TenderEvents of the section up to the block, in order.</param>
    /// <param name="block">The node's answer to eth_getBlockByNumber.</param>
    /// <param name="proof">Its answer to eth_getProof at that block for <see cref="KeysOf(ReadOnlySpan{byte})"/>.</param>
    /// <exception cref="LedgerFormatException">Kind Header or Answer.</exception>
    public TenderProof BuildTenderProof(
        byte[] tenderRef,
        IReadOnlyList<TenderEvent> events,
        JsonElement block,
        ChainProof proof
    )
    {
        ArgumentNullException.ThrowIfNull(proof);
        return new TenderProof
        {
            Format = TenderProof.FormatName,
            TenderRef = tenderRef,
            Facts = [.. events.Select(FactRecord.Of)],
            Chain = new TenderAnchor
            {
                ChainId = trust.ChainId,
                GenesisHash = trust.GenesisHash,
                TenderChain = trust.TenderChain.Address,
                CodeHash = trust.TenderChain.CodeHash,
                Block = BlockOf(block),
                Seal = new ChainSeal { Type = trust.Seal },
                AccountProof = proof.AccountProof,
                HeadProof = Slot(proof, 0, 2),
                SlotProof = Slot(proof, 1, 2),
            },
        };
    }

    private static BlockProof BlockOf(JsonElement block)
    {
        var rlp = BlockHeaderRlp.FromAnswer(block);
        return new BlockProof
        {
            Number = BlockHeader.Parse(rlp).Number,
            Hash = Hex.DecodeData(block.GetProperty("hash").GetString()!),
            HeaderRlp = rlp,
        };
    }

    private static IReadOnlyList<byte[]> Slot(ChainProof proof, int index, int wanted) =>
        proof.StorageProofs.Count == wanted
            ? proof.StorageProofs[index]
            : throw new LedgerFormatException(LedgerFormatError.Answer, 0, $"{wanted} storage proofs wanted");
}
