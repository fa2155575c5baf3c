using Tender.Ledger.Evm;

namespace Tender.Ledger.Proofs;

/// <summary>
/// Proofs in a Merkle-Patricia trie (yellow paper, appendix D; EIP-1186): that a key has a value, or that it has none. A proof is exactly
/// its nodes: a changed, missing, added or reordered one is refused. Nodes shorter than 32 bytes lie inside their parents; a node that
/// some clients repeat on its own is taken if it is the same.
/// </summary>
public static class MerklePatricia
{
    /// <summary>Root of the empty trie: keccak256 of the empty string's RLP.</summary>
    public static byte[] EmptyRoot { get; } = Keccak256.Hash([0x80]);

    /// <summary>Looks a key up.</summary>
    /// <param name="root">Root of the trie, 32 bytes.</param>
    /// <param name="key">The key as the trie uses it; state and storage tries use keccak256 of the name.</param>
    /// <param name="nodes">RLP of the nodes from the root down.</param>
    public static TrieAnswer Read(ReadOnlySpan<byte> root, ReadOnlySpan<byte> key, IReadOnlyList<byte[]> nodes)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        if (root.Length != 32)
            return TrieAnswer.Broken("a root has 32 bytes");
        if (root.SequenceEqual(EmptyRoot))
            return nodes.Count == 0 || nodes is [[0x80]]
                ? TrieAnswer.Absent
                : TrieAnswer.Broken("nodes of an empty trie");
        var walk = new Walk(TriePath.Nibbles(key), nodes);
        try
        {
            var answer = walk.Run(RlpItem.Of(root));
            return answer.Holds && !walk.IsAtEnd ? TrieAnswer.Broken("more nodes than the path has") : answer;
        }
        catch (LedgerFormatException wrong)
        {
            return TrieAnswer.Broken(wrong.Message);
        }
    }

    private sealed class Walk(byte[] path, IReadOnlyList<byte[]> nodes)
    {
        private int depth;
        private int used;

        internal bool IsAtEnd => used == nodes.Count;

        internal TrieAnswer Run(RlpItem reference)
        {
            while (true)
            {
                if (Resolve(reference) is not { } node)
                    return TrieAnswer.Broken($"node {used} is missing or has another hash");
                if (node.Items.Count is not (2 or 17))
                    return TrieAnswer.Broken($"node {used - 1} is neither branch, extension nor leaf");
                var (answer, next) = node.Items.Count == 17 ? Branch(node) : Short(node);
                if (answer is not null)
                    return answer;
                reference = next!;
            }
        }

        // A reference is a hash of the next node or the node itself.
        private RlpItem? Resolve(RlpItem reference)
        {
            if (reference.IsList)
            {
                var inline = Rlp.Encode(reference);
                if (!IsAtEnd && nodes[used].AsSpan().SequenceEqual(inline))
                    used++;
                return inline.Length < 32 ? reference : null;
            }

            if (IsAtEnd || !reference.Bytes.SequenceEqual(Keccak256.Hash(nodes[used])))
                return null;
            var node = Rlp.Decode(nodes[used++]);
            return node.IsList ? node : null;
        }

        private (TrieAnswer? Answer, RlpItem? Next) Branch(RlpItem node)
        {
            if (depth == path.Length)
            {
                var value = node.Items[16].Bytes;
                return (value.IsEmpty ? TrieAnswer.Absent : TrieAnswer.Found(value.ToArray()), null);
            }

            var child = node.Items[path[depth++]];
            return IsEmpty(child) ? (TrieAnswer.Absent, null) : (null, child);
        }

        private (TrieAnswer? Answer, RlpItem? Next) Short(RlpItem node)
        {
            if (!TriePath.TryDecode(node.Items[0].Bytes, out var isLeaf, out var part))
                return (TrieAnswer.Broken($"node {used - 1} has a path that no writer makes"), null);
            var rest = path.AsSpan(depth);
            if (isLeaf)
            {
                var value = node.Items[1].Bytes.ToArray();
                return (rest.SequenceEqual(part) ? TrieAnswer.Found(value) : TrieAnswer.Absent, null);
            }

            if (!rest.StartsWith(part))
                return (TrieAnswer.Absent, null);
            depth += part.Length;
            return (null, node.Items[1]);
        }

        private static bool IsEmpty(RlpItem item) => !item.IsList && item.Bytes.IsEmpty;
    }
}
