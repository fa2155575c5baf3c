namespace Tender.Ledger.Receipts;

/// <summary>Lengths and fixed values of a receipt's members (Ledger 7, check 1).</summary>
internal static class ReceiptForm
{
    private const int LargestMessage = 64 * 1024;
    private const int LargestNode = 4 * 1024;
    private const int LargestHeader = 16 * 1024;

    internal static void Check(OfflineReceipt receipt)
    {
        Demand(receipt.Format == OfflineReceipt.FormatName, "format");
        Demand(receipt.Alg == "sha256", "alg");
        Demand(receipt.Revision >= 1, "revision");
        Demand(receipt.Digest.Length == 32, "digest");
        Demand(receipt.Statement is not { Length: 0 or > LargestMessage }, "statement");
        Demand(receipt.Ack.Length is > 0 and <= LargestMessage, "ack");
        Demand(receipt.Tsa.Count <= 8 && receipt.Tsa.All(t => t is { Length: > 0 and <= LargestMessage }), "tsa");
        Demand(receipt.Inclusion.Path.All(p => p is { Length: 32 }), "inclusion");
        Demand(receipt.Witness.Count <= 16 && receipt.Witness.All(w => w is { Signature.Length: <= 256 }), "witness");
        Demand(receipt.Publication.Count <= 16 && receipt.Publication.All(p => p is not null), "publication");
        var window = receipt.Window;
        byte[][] hashes = [window.Root, window.PadCommit, window.PrevHead, window.Head];
        Demand(hashes.All(h => h.Length == 32), "window");
        CheckChain(receipt.Chain);
    }

    internal static void CheckChain(AnchorProof chain)
    {
        byte[][] hashes = [chain.GenesisHash, chain.CodeHash, chain.TxHash, chain.StorageKey];
        Demand(hashes.All(h => h.Length == 32), "chain");
        Demand(chain.AnchorLog.Length == 20, "chain.anchorLog");
        CheckBlock(chain.Block);
        CheckNodes(chain.AccountProof, "chain.accountProof");
        CheckNodes(chain.StorageProof, "chain.storageProof");
    }

    internal static void CheckBlock(BlockProof block) =>
        Demand(block.Hash.Length == 32 && block.HeaderRlp.Length is > 0 and <= LargestHeader, "block");

    internal static void CheckNodes(IReadOnlyList<byte[]> nodes, string member) =>
        Demand(nodes.Count <= 64 && nodes.All(n => n is { Length: <= LargestNode }), member);

    internal static void Demand(bool holds, string member)
    {
        if (!holds)
            throw new LedgerFormatException(LedgerFormatError.Member, 0, member);
    }
}
