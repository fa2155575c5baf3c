using Tender.Ledger.Evm;

namespace Tender.Ledger.Tests.World;

/// <summary>A Merkle-Patricia trie in memory that also makes proofs: the counterpart of the verifier, written apart from it.</summary>
internal sealed class MemoryTrie
{
    private readonly SortedDictionary<string, byte[]> values = new(StringComparer.Ordinal);

    public void Put(byte[] key, byte[] value)
    {
        if (value.Length == 0)
            values.Remove(Hex.Encode(key));
        else
            values[Hex.Encode(key)] = value;
    }

    public byte[] Root() => Keccak256.Hash(Rlp.Encode(Node([.. values], 0)));

    public byte[][] Prove(byte[] key)
    {
        var nodes = new List<byte[]>();
        var path = Hex.Encode(key);
        var entries = values.ToList();
        var depth = 0;
        while (entries.Count > 0)
        {
            var encoded = Rlp.Encode(Node(entries, depth));
            if (nodes.Count == 0 || encoded.Length >= 32)
                nodes.Add(encoded);
            var shared = Shared(entries, depth);
            if (entries.Count == 1 || !path.AsSpan(depth).StartsWith(entries[0].Key.AsSpan(depth, shared)))
                break;
            if (shared > 0)
            {
                depth += shared;
                var branch = Rlp.Encode(Node(entries, depth));
                if (branch.Length >= 32)
                    nodes.Add(branch);
            }

            if (path.Length == depth)
                break;
            entries = [.. entries.Where(e => e.Key.Length > depth && e.Key[depth] == path[depth])];
            depth++;
        }

        return [.. nodes];
    }

    private static RlpItem Node(List<KeyValuePair<string, byte[]>> entries, int depth)
    {
        if (entries.Count == 0)
            return RlpItem.Empty;
        if (entries.Count == 1)
            return RlpItem.List(Compact(entries[0].Key[depth..], true), RlpItem.Of(entries[0].Value));
        var shared = Shared(entries, depth);
        if (shared > 0)
        {
            var path = entries[0].Key.Substring(depth, shared);
            return RlpItem.List(Compact(path, false), Reference(entries, depth + shared));
        }

        var children = Enumerable
            .Range(0, 16)
            .Select(n => "0123456789abcdef"[n])
            .Select(c => entries.Where(e => e.Key.Length > depth && e.Key[depth] == c).ToList())
            .Select(part => Reference(part, depth + 1));
        var own = entries.FirstOrDefault(e => e.Key.Length == depth).Value ?? [];
        return RlpItem.List([.. children, RlpItem.Of(own)]);
    }

    private static RlpItem Reference(List<KeyValuePair<string, byte[]>> entries, int depth)
    {
        var node = Node(entries, depth);
        var encoded = Rlp.Encode(node);
        return encoded.Length < 32 ? node : RlpItem.Of(Keccak256.Hash(encoded));
    }

    private static int Shared(List<KeyValuePair<string, byte[]>> entries, int depth)
    {
        if (entries.Count == 1)
            return entries[0].Key.Length - depth;
        return entries[0].Key.AsSpan(depth).CommonPrefixLength(entries[^1].Key.AsSpan(depth));
    }

    private static RlpItem Compact(string nibbles, bool isLeaf)
    {
        var flags = (isLeaf ? 2 : 0) + nibbles.Length % 2;
        return RlpItem.Of(Hex.Decode($"{flags:x}" + (nibbles.Length % 2 == 0 ? "0" : "") + nibbles));
    }
}
